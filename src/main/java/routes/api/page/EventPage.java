package routes.api.page;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import routes.api.EventTraces;
import routes.event.EventQueries;
import routes.event.EventView;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;

/**
 * The page behind the link of a message: what happened and who was notified, for people without an account. It shows and changes
 * nothing.
 */
public final class EventPage {
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;

    private final EventQueries events;
    private final EventTraces traces;
    private final Optional<PageLinks> links;
    private final PageTemplates templates;
    private final EventPageModel model;
    private final Clock clock;

    /** @param links empty when no page is shown */
    public EventPage(
            EventQueries events,
            EventTraces traces,
            Optional<PageLinks> links,
            PageTemplates templates,
            EventPageModel model) {
        this.events = events;
        this.traces = traces;
        this.links = links;
        this.templates = templates;
        this.model = model;
        this.clock = model.clock();
    }

    /** A forged link and an event that is gone look the same: a stranger learns nothing of either. */
    public ApiAnswer show(ApiRequest request) {
        String id = request.pathParameter("id");
        String language = PageLanguage.of(request);
        Optional<Instant> end = links.flatMap(own -> own.end(id, request.pathParameter("token")));
        if (end.isEmpty()) {
            return message(NOT_FOUND, language, "not_found");
        }
        if (!clock.instant().isBefore(end.get())) {
            return message(GONE, language, "expired");
        }
        Optional<EventView> event = events.byId(id).filter(found -> found.own() != null);
        return event.isEmpty()
                ? message(NOT_FOUND, language, "not_found")
                : templates.answer(200, "event", language, model.of(traces.of(event.get()), templates.of(language)));
    }

    private ApiAnswer message(int status, String language, String what) {
        Map<String, String> words = templates.of(language);
        return templates.answer(
                status,
                "message",
                language,
                Map.of("title", words.getOrDefault(what, what), "text", words.getOrDefault(what + "_text", "")));
    }
}
