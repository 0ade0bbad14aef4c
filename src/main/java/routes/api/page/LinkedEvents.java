package routes.api.page;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import routes.event.EventQueries;
import routes.event.EventView;
import routes.http.ApiRequest;

/** The events that links lead to. */
public final class LinkedEvents {
    private final EventQueries events;
    private final PageLinks links;
    private final Clock clock;

    public LinkedEvents(EventQueries events, PageLinks links, Clock clock) {
        this.events = events;
        this.links = links;
        this.clock = clock;
    }

    /** What is behind a link. @param event null when it may not be shown, for the reason that the status says */
    record Opened(int status, @Nullable EventView event) {}

    /** A forged link and an event that is gone look the same: a stranger learns nothing of either. */
    Opened open(ApiRequest request) {
        String id = request.pathParameter("id");
        Optional<Instant> end = links.end(id, request.pathParameter("token"));
        if (end.isPresent() && !clock.instant().isBefore(end.get())) {
            return new Opened(410, null);
        }
        return end.flatMap(valid -> events.byId(id))
                .filter(found -> found.own() != null)
                .map(found -> new Opened(200, found))
                .orElseGet(() -> new Opened(404, null));
    }
}
