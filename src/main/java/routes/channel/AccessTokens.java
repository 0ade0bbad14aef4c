package routes.channel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import routes.common.security.Secret;

/**
 * Access tokens of platforms: fetched by one thread, shared by all, renewed some minutes before they end. While one that
 * still counts is renewed, the others go on with it; when the renewal fails, they all do.
 */
public final class AccessTokens {
    private static final Duration EARLY = Duration.ofMinutes(5);
    /** Some platforms give the same token again until it ends: they are not called every time. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Clock clock;
    private final Map<String, Slot> slots = new ConcurrentHashMap<>();

    public AccessTokens(Clock clock) {
        this.clock = clock;
    }

    /** What a platform gave. */
    public record Fetched(Secret token, Duration validFor) {}

    /**
     * The token of an owner.
     *
     * @param owner changes with the credentials, so that a token of old ones is never used
     * @param fetch asks the platform; what it throws comes out unless there is a token that still counts
     */
    public Secret of(String owner, Supplier<Fetched> fetch) {
        Slot slot = slots.computeIfAbsent(owner, unused -> new Slot());
        Held held = slot.held;
        if (held != null && clock.instant().isBefore(held.renewFrom())) {
            return held.token();
        }
        if (held == null || !counts(held)) {
            slot.lock.lock();
        } else if (!slot.lock.tryLock()) {
            return held.token();
        }
        try {
            return renewed(slot, fetch);
        } finally {
            slot.lock.unlock();
        }
    }

    /** The platform did not accept this token: the next one who asks gets a new one. */
    public void refused(String owner, Secret token) {
        Slot slot = slots.get(owner);
        if (slot != null) {
            Held held = slot.held;
            if (held != null && held.token().equals(token)) {
                slot.held = null;
            }
        }
    }

    private Secret renewed(Slot slot, Supplier<Fetched> fetch) {
        Held held = slot.held;
        Instant now = clock.instant();
        if (held != null && now.isBefore(held.renewFrom())) {
            return held.token();
        }
        try {
            Fetched fetched = fetch.get();
            forgetEnded(now);
            slot.held = Held.of(fetched, now);
            return fetched.token();
        } catch (RuntimeException e) {
            if (held == null || !counts(held)) {
                throw e;
            }
            slot.held = held.renewedFrom(now.plus(PAUSE));
            return held.token();
        }
    }

    private boolean counts(Held held) {
        return clock.instant().isBefore(held.endsAt());
    }

    private void forgetEnded(Instant now) {
        slots.values().removeIf(slot -> {
            Held held = slot.held;
            return held != null && !now.isBefore(held.endsAt()) && !slot.lock.isLocked();
        });
    }

    private static final class Slot {
        private final ReentrantLock lock = new ReentrantLock();
        private volatile @Nullable Held held;
    }

    private record Held(Secret token, Instant renewFrom, Instant endsAt) {
        static Held of(Fetched fetched, Instant now) {
            Instant endsAt = now.plus(fetched.validFor());
            Instant early = endsAt.minus(EARLY);
            Instant soonest = now.plus(PAUSE);
            return new Held(fetched.token(), early.isBefore(soonest) ? earlier(soonest, endsAt) : early, endsAt);
        }

        Held renewedFrom(Instant at) {
            return new Held(token, earlier(at, endsAt), endsAt);
        }

        private static Instant earlier(Instant one, Instant other) {
            return one.isBefore(other) ? one : other;
        }
    }
}
