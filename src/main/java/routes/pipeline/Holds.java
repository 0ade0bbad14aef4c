package routes.pipeline;

import java.time.Instant;
import java.util.Optional;
import routes.event.PublishedEvent;
import routes.event.SubscriptionBook;
import routes.heartbeat.HeartbeatBook;
import routes.inhibition.Inhibitions;
import routes.notice.Hold;
import routes.silence.Silence;
import routes.silence.SilenceBook;

/**
 * What holds notices back now: a silence, or else that the event is a heartbeat, or else an inhibition, or else the closed
 * windows of their subscription.
 */
public final class Holds {
    private final SilenceBook silences;
    private final HeartbeatBook heartbeats;
    private final Inhibitions inhibitions;
    private final SubscriptionBook subscriptions;

    public Holds(
            SilenceBook silences, HeartbeatBook heartbeats, Inhibitions inhibitions, SubscriptionBook subscriptions) {
        this.silences = silences;
        this.heartbeats = heartbeats;
        this.inhibitions = inhibitions;
        this.subscriptions = subscriptions;
    }

    /**
     * @throws routes.silence.SilencesNotLoaded until the silences were read for the first time
     * @throws routes.heartbeat.HeartbeatsNotLoaded until the watches were read for the first time
     * @throws routes.inhibition.InhibitionsNotLoaded until the rules were read for the first time
     */
    Optional<Hold> on(PublishedEvent event, String subscriptionId, Instant now) {
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
