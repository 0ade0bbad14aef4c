package routes.steps.dispatch;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import routes.event.Event;
import routes.event.EventLedger;
import routes.health.heartbeat.HeartbeatRegistry;
import routes.notice.Hold;
import routes.subscription.inhibition.Inhibitions;
import routes.subscription.inhibition.Inhibitor;
import routes.subscription.silence.Silences;

/**
 * Which holds have ended. It asks the store and not the memory of this copy, which may not know yet of what another copy
 * obeys already.
 */
public final class HoldEnds {
    private final Silences silences;
    private final Inhibitions inhibitions;
    private final HeartbeatRegistry heartbeats;
    private final EventLedger events;
    private final Holds holds;

    public HoldEnds(
            Silences silences, Inhibitions inhibitions, HeartbeatRegistry heartbeats, EventLedger events, Holds holds) {
        this.silences = silences;
        this.inhibitions = inhibitions;
        this.heartbeats = heartbeats;
        this.events = events;
        this.holds = holds;
    }

    Set<Hold> among(Collection<Hold> found, Instant now) {
        Map<String, Event> sources = sources(found);
        if (found.stream().anyMatch(hold -> hold.kind() == Hold.Kind.HEARTBEAT)) {
            heartbeats.refresh();
        }
        return found.stream().filter(hold -> ended(hold, sources, now)).collect(Collectors.toSet());
    }

    private boolean ended(Hold hold, Map<String, Event> sources, Instant now) {
        return switch (hold.kind()) {
            case SILENCE -> silences.find(hold.id())
                    .filter(silence -> silence.holds(now))
                    .isEmpty();
            case WINDOW -> holds.window(hold.id(), now).isEmpty();
            case INHIBITION -> !inhibitions.lasts(
                    new Inhibitor(hold.id(), hold.edition(), hold.eventId()), sources.get(hold.eventId()));
            case HEARTBEAT -> !heartbeats.has(hold.id(), hold.edition());
        };
    }

    /** The events that inhibit, read once; the rules are as new as in the store. */
    private Map<String, Event> sources(Collection<Hold> found) {
        Set<String> ids = found.stream()
                .filter(hold -> hold.kind() == Hold.Kind.INHIBITION)
                .map(Hold::eventId)
                .collect(Collectors.toSet());
        if (ids.isEmpty()) {
            return Map.of();
        }
        inhibitions.refresh();
        return events.eventsById(ids).stream().collect(Collectors.toMap(Event::id, Function.identity()));
    }
}
