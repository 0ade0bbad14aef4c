package routes.fakes;

import static routes.fakes.SampleEvent.NOW;

import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.event.Event;
import routes.event.EventChange;
import routes.event.EventLedger;
import routes.event.EventState;
import routes.event.LogPosition;
import routes.event.PublishedEvent;
import routes.event.Transition;

/** Puts the event behind a published one into a store, as the merge would. */
public final class StoredEvent {
    private StoredEvent() {}

    public static void open(EventLedger ledger, PublishedEvent event) {
        write(ledger, event, EventState.FIRING, null);
    }

    /** Ends an event that is open. */
    public static void resolve(EventLedger ledger, PublishedEvent event) {
        write(ledger, event, EventState.RESOLVED, new LogPosition(0, 1));
    }

    private static void write(
            EventLedger ledger, PublishedEvent event, EventState state, @Nullable LogPosition before) {
        LogPosition position = new LogPosition(0, before == null ? 1 : 2);
        Event stored = new Event(
                event.id(),
                content(event),
                event.fingerprint(),
                state,
                event.eventLevel(),
                event.eventLevel(),
                event.count(),
                event.firstSeen(),
                event.lastSeen(),
                null,
                Event.Times.NONE,
                event.revision(),
                position,
                null,
                List.of(new Event.Step(event.revision(), Transition.OPENED, event.eventLevel(), NOW, position, null)),
                List.of());
        ledger.write(List.of(), List.of(new EventChange(stored, before, true)));
    }

    private static Event.Content content(PublishedEvent event) {
        return new Event.Content(
                event.source(),
                event.agentType(),
                event.datasourceType(),
                event.title(),
                event.summary(),
                event.labels(),
                event.project(),
                event.product(),
                event.customer(),
                event.region(),
                event.disposition(),
                event.rawData());
    }
}
