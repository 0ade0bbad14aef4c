package routes.api.page;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import routes.event.EventQueries;
import routes.event.EventView;
import routes.http.ApiRequest;
import routes.notice.NoticeQueries;

/** The events that links lead to. */
public final class LinkedEvents {
    private final EventQueries events;
    private final NoticeQueries notices;
    private final PageLinks links;
    private final Clock clock;

    public LinkedEvents(EventQueries events, NoticeQueries notices, PageLinks links, Clock clock) {
        this.events = events;
        this.notices = notices;
        this.links = links;
        this.clock = clock;
    }

    /** What is behind a link. @param event null when it may not be shown, for the reason that the status says */
    record Opened(int status, @Nullable EventView event) {}

    /** What is behind the link of a digest or a group. @param list null when it may not be shown */
    record Listed(int status, @Nullable EventList list) {}

    /** A forged link and an event that is gone look the same: a stranger learns nothing of either. */
    Opened open(ApiRequest request) {
        String id = request.pathParameter("id");
        Optional<Instant> end = links.end(id, request.pathParameter("token"));
        if (over(end)) {
            return new Opened(410, null);
        }
        return end.flatMap(valid -> events.byId(id))
                .filter(found -> found.own() != null)
                .map(found -> new Opened(200, found))
                .orElseGet(() -> new Opened(404, null));
    }

    /** The links to its events end when its own does. */
    Listed list(ApiRequest request) {
        String id = request.pathParameter("id");
        Optional<Instant> end = links.listEnd(id, request.pathParameter("token"));
        if (over(end)) {
            return new Listed(410, null);
        }
        return end.flatMap(valid -> notices.bundle(id)
                        .map(bundle -> new Listed(200, new EventList(bundle, event -> links.pathUntil(event, valid)))))
                .orElseGet(() -> new Listed(404, null));
    }

    private boolean over(Optional<Instant> end) {
        return end.isPresent() && !clock.instant().isBefore(end.get());
    }
}
