package routes.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import routes.common.security.SigningKey;

/**
 * The keys of login tokens, the newest first: those of the settings when there are any, else those in the store, where a new one
 * is made for each period. A key stays valid until the last token that it can have signed has expired.
 */
public final class KeyRing {
    /** Until then a copy may not have read a new key. */
    private static final Duration SPREAD = Duration.ofSeconds(10);

    private final List<SigningKey> fixed;
    private final SigningKeys stored;
    private final Duration period;
    private final Duration lifetime;

    /**
     * @param fixed by the settings, the one that signs first; empty for keys of the store
     * @param period after which a new key signs
     * @param lifetime of a token
     */
    public KeyRing(List<SigningKey> fixed, SigningKeys stored, Duration period, Duration lifetime) {
        if (period.toSeconds() < 1 || lifetime.toSeconds() < 1) {
            throw new IllegalArgumentException(
                    "veaiops.accounts.key-days and veaiops.accounts.token-hours must be 1 or more");
        }
        this.fixed = List.copyOf(fixed);
        this.stored = stored;
        this.period = period;
        this.lifetime = lifetime;
    }

    /** Makes the key of this period when it is missing. */
    List<SigningKey> keys(Instant now) {
        if (!fixed.isEmpty()) {
            return fixed;
        }
        String current = "s" + now.getEpochSecond() / period.toSeconds();
        if (stored.all().stream().noneMatch(key -> key.id().equals(current))) {
            stored.add(SigningKey.random(current, now));
            stored.deleteBefore(now.minus(lifetime).minus(period.multipliedBy(2)));
        }
        return stored.all().stream()
                .sorted(Comparator.comparing(SigningKey::since).reversed())
                .toList();
    }

    /** The newest that every copy has read, or the only one. */
    static SigningKey signing(List<SigningKey> keys, Instant now) {
        return keys.stream()
                .filter(key -> !key.since().plus(SPREAD).isAfter(now))
                .findFirst()
                .orElseGet(() -> keys.get(0));
    }
}
