package routes.api.subscription;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import routes.common.security.Sealed;
import routes.common.security.Secret;
import routes.common.security.SecretBox;
import routes.common.security.UnreadableSecret;
import routes.subscription.SubscriptionRule;
import routes.subscription.SubscriptionRule.Hook;

/** The signing secret of a webhook that is replaced: the one before it signs too for a while, so that receivers can change. */
record SigningDraft(SecretBox box, Instant now) {
    private static final Duration USUAL = Duration.ofDays(1);

    /**
     * The secret that signs beside the present one after a write.
     *
     * @param given the new secret; null when the present one stays
     * @param overlapSeconds for how long; null for a day, zero for not at all
     */
    Hook.@Nullable Previous previous(
            String ruleId, Hook before, @Nullable String given, @Nullable Integer overlapSeconds) {
        Duration overlap = overlapSeconds == null ? USUAL : Duration.ofSeconds(overlapSeconds);
        Sealed signing = before.signingSecret();
        if (given != null && signing != null && !overlap.isZero()) {
            Secret old = opened(signing, SubscriptionRule.placeOfSigningSecret(ruleId));
            if (old != null && !old.equals(Secret.of(given))) {
                return new Hook.Previous(
                        box.seal(old, SubscriptionRule.placeOfPreviousSecret(ruleId)), now.plus(overlap));
            }
        }
        boolean ends = overlapSeconds != null && overlap.isZero();
        return ends ? null : kept(ruleId, before.previous());
    }

    private Hook.@Nullable Previous kept(String ruleId, Hook.@Nullable Previous previous) {
        if (previous == null || !now.isBefore(previous.until())) {
            return null;
        }
        SecretBox.Place place = SubscriptionRule.placeOfPreviousSecret(ruleId);
        Secret secret = opened(previous.secret(), place);
        return secret == null ? previous : new Hook.Previous(box.reseal(previous.secret(), place), previous.until());
    }

    private @Nullable Secret opened(Sealed sealed, SecretBox.Place place) {
        try {
            return box.open(sealed, place);
        } catch (UnreadableSecret lost) {
            return null;
        }
    }
}
