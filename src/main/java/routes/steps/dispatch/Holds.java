package routes.steps.dispatch;

import java.time.Instant;
import java.util.Optional;
import routes.event.PublishedEvent;
import routes.health.heartbeat.HeartbeatRegistry;
import routes.notice.Hold;
import routes.subscription.SubscriptionRegistry;
import routes.subscription.inhibition.Inhibitions;
import routes.subscription.silence.Silence;
import routes.subscription.silence.SilenceRegistry;

/**
 * What holds notices back now: a silence, or else that the event is a heartbeat, or else an inhibition, or else the closed
 * windows of their subscription.
 */
public final class Holds {
    private final SilenceRegistry silences;
    private final HeartbeatRegistry heartbeats;
    private final Inhibitions inhibitions;
    private final SubscriptionRegistry subscriptions;

    public Holds(
            SilenceRegistry silences,
            HeartbeatRegistry heartbeats,
            Inhibitions inhibitions,
            SubscriptionRegistry subscriptions) {
        this.silences = silences;
        this.heartbeats = heartbeats;
        this.inhibitions = inhibitions;
        this.subscriptions = subscriptions;
    }

    /**
     * @throws routes.subscription.silence.SilencesNotLoaded until the silences were read for the first time
     * @throws routes.health.heartbeat.HeartbeatsNotLoaded until the watches were read for the first time
     * @throws routes.subscription.inhibition.InhibitionsNotLoaded until the rules were read for the first time
     */
    public Optional<Hold> on(PublishedEvent event, String subscriptionId, Instant now) {
        return silences.holding(event, now)
                .map(Silence::id)
                .map(Hold::silence)
                .or(() -> heartbeat(event))
                .or(() -> inhibition(event, now))
                .or(() -> window(subscriptionId, now));
    }

    private Optional<Hold> heartbeat(PublishedEvent event) {
        return heartbeats.suppressing(event).map(watch -> Hold.heartbeat(watch.id(), watch.edition()));
    }

    private Optional<Hold> inhibition(PublishedEvent event, Instant now) {
        return inhibitions
                .holding(event, now)
                .map(found -> Hold.inhibition(found.ruleId(), found.eventId(), found.edition()));
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
