package routes.notice.render;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import routes.alarm.Level;
import routes.event.EventState;
import routes.event.PublishedEvent;
import routes.notice.Bundle;

/** What a message says of every event that it is about. */
record EventModel(
        String id,
        String kind,
        String title,
        @Nullable String resource,
        Level level,
        EventState state,
        long count,
        Instant firstSeen,
        Instant lastSeen,
        @Nullable Instant resolvedAt) {

    static EventModel of(PublishedEvent event, String kind) {
        return new EventModel(
                event.id(),
                kind,
                event.title(),
                null,
                event.eventLevel(),
                event.state(),
                event.count(),
                event.firstSeen(),
                event.lastSeen(),
                event.resolvedAt());
    }

    static EventModel of(Bundle.Item item) {
        return new EventModel(
                item.eventId(),
                item.kind().wireName(),
                item.title(),
                item.resource(),
                item.level(),
                item.state(),
                item.count(),
                item.firstSeen(),
                item.lastSeen(),
                item.resolvedAt());
    }
}
