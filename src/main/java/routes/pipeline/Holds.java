package routes.pipeline;

import java.time.Instant;
import java.util.Optional;
import routes.event.PublishedEvent;
import routes.event.SubscriptionBook;
import routes.notice.Hold;
import routes.silence.Silence;
import routes.silence.SilenceBook;

/** What holds notices back now: a silence, or else the closed windows of their subscription. */
public final class Holds {
    private final SilenceBook silences;
    private final SubscriptionBook subscriptions;

    public Holds(SilenceBook silences, SubscriptionBook subscriptions) {
        this.silences = silences;
        this.subscriptions = subscriptions;
    }

    /** @throws routes.silence.SilencesNotLoaded until the silences were read for the first time */
    Optional<Hold> on(PublishedEvent event, String subscriptionId, Instant now) {
        return silences.holding(event, now).map(Silence::id).map(Hold::silence).or(() -> window(subscriptionId, now));
    }

    /** The windows of the subscription, if they are closed; a subscription that is gone has none. */
    Optional<Hold> window(String subscriptionId, Instant now) {
        return subscriptions.hoursOf(subscriptionId).open(now)
                ? Optional.empty()
                : Optional.of(Hold.window(subscriptionId));
    }

    /** Whether the subscription is there and active. */
    boolean serves(String subscriptionId) {
        return subscriptions.serves(subscriptionId);
    }
}
