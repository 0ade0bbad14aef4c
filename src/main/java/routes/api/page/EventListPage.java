package routes.api.page;

import java.util.Optional;
import routes.account.Caller;
import routes.common.error.RefusedRequest;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;

/**
 * The page behind the link of a digest or a group: each event that it carries, with the way to the page of the event. Who may see that
 * page sees this one.
 */
public final class EventListPage {
    private final LinkedEvents events;
    private final PageSessions sessions;
    private final EventPageView views;
    private final EventPage.Rights rights;

    public EventListPage(LinkedEvents events, PageSessions sessions, EventPageView views, EventPage.Rights rights) {
        this.events = events;
        this.sessions = sessions;
        this.views = views;
        this.rights = rights;
    }

    public ApiAnswer show(ApiRequest request) {
        return page(request, 200, "");
    }

    /** Logs a visitor in or out. */
    public ApiAnswer act(ApiRequest request) {
        if (EventPage.foreign(request)) {
            return page(request, 403, "foreign");
        }
        ApiRequest named = request.at(PageLinks.LIST + request.pathParameter("id"));
        try {
            return EventPage.back(request, "", sessions.byForm(named, request.formValues()));
        } catch (RefusedRequest e) {
            return page(request, e.code().status(), e.code().wireName());
        }
    }

    /** @param fault of what was asked for, by its name among the words; empty for none */
    private ApiAnswer page(ApiRequest request, int status, String fault) {
        String language = PageLanguage.of(request);
        LinkedEvents.Listed listed =
                rights.see() == PageRight.OFF ? new LinkedEvents.Listed(404, null) : events.list(request);
        if (listed.list() == null) {
            return views.nothing(listed.status(), language);
        }
        Optional<Caller> caller = sessions.visitor(request);
        EventPageView.Visitor visitor = EventPageView.Visitor.of(caller, fault);
        return rights.sees(caller)
                ? views.list(status, language, listed.list(), visitor)
                : views.login(status, language, visitor);
    }
}
