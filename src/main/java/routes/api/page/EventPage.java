package routes.api.page;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import routes.account.Caller;
import routes.account.Scope;
import routes.channel.CardButtons;
import routes.common.error.RefusedRequest;
import routes.event.EventView;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;

/**
 * The page behind the link of a message: what happened and who was notified, for people without an account where the setting says
 * so. Who may operate the hub acknowledges and mutes the event there, and anyone who has the link where that is enough.
 */
public final class EventPage {
    /** Who acts by the link alone. */
    private static final String LINK = "link";

    private static final int SEE_OTHER = 303;

    private final LinkedEvents events;
    private final PageSessions sessions;
    private final EventActions actions;
    private final EventPageView views;
    private final Rights rights;

    /** @param see who sees a page; {@code act} who acknowledges and mutes */
    public record Rights(PageRight see, PageRight act) {
        boolean sees(Optional<Caller> visitor) {
            return see == PageRight.SIGNED
                    || visitor.filter(who -> who.may(Scope.READ)).isPresent();
        }

        /** The name under which a visitor acts; empty when it may not. */
        Optional<String> actor(Optional<Caller> visitor) {
            Optional<String> operator =
                    visitor.filter(who -> who.may(Scope.OPERATE)).map(Caller::signature);
            return switch (act) {
                case OFF -> Optional.empty();
                case LOGIN -> operator;
                case SIGNED -> operator.or(() -> Optional.of(LINK));
            };
        }
    }

    /** Who visits which event. @param request without the token of its link, for what is written down */
    private record Visit(ApiRequest request, Optional<Caller> visitor, EventView event) {}

    public EventPage(
            LinkedEvents events, PageSessions sessions, EventActions actions, EventPageView views, Rights rights) {
        this.events = events;
        this.sessions = sessions;
        this.actions = actions;
        this.views = views;
        this.rights = rights;
    }

    public ApiAnswer show(ApiRequest request) {
        LinkedEvents.Opened opened = opened(request);
        return opened.event() == null
                ? views.nothing(opened.status(), PageLanguage.of(request))
                : page(visit(request, opened.event()), 200, "");
    }

    /** What a button of the page asks for: it answers with the way back to the page. */
    public ApiAnswer act(ApiRequest request) {
        LinkedEvents.Opened opened = opened(request);
        if (opened.event() == null) {
            return views.nothing(opened.status(), PageLanguage.of(request));
        }
        Visit visit = visit(request, opened.event());
        if (foreign(request)) {
            return page(visit, 403, "foreign");
        }
        Map<String, List<String>> form = request.formValues();
        String wanted = PageSessions.first(form, PageSessions.ACTION);
        return switch (wanted) {
            case PageSessions.LOG_IN -> login(visit, form);
            case PageSessions.LOG_OUT -> back(request, "", sessions.end());
            default -> act(visit, wanted);
        };
    }

    /** Whether another site makes a browser ask. */
    static boolean foreign(ApiRequest request) {
        return request.header("sec-fetch-site")
                .filter(site -> !site.equals("same-origin"))
                .isPresent();
    }

    private LinkedEvents.Opened opened(ApiRequest request) {
        return rights.see() == PageRight.OFF ? new LinkedEvents.Opened(404, null) : events.open(request);
    }

    private Visit visit(ApiRequest request, EventView event) {
        ApiRequest named = request.at(PageLinks.PATH + event.id());
        return new Visit(named, sessions.visitor(request), event);
    }

    private ApiAnswer login(Visit visit, Map<String, List<String>> form) {
        try {
            return back(visit.request(), "", sessions.begin(visit.request(), form));
        } catch (RefusedRequest e) {
            return page(visit, e.code().status(), e.code().wireName());
        }
    }

    private ApiAnswer act(Visit visit, String wanted) {
        Optional<String> actor = rights.sees(visit.visitor()) ? rights.actor(visit.visitor()) : Optional.empty();
        if (actor.isEmpty()) {
            return page(visit, 403, "forbidden");
        }
        if (!CardButtons.ALARM.contains(wanted)) {
            throw RefusedRequest.invalid(PageSessions.ACTION, "action is one of " + CardButtons.ALARM);
        }
        if (actions.of(visit.event()).contains(wanted)) {
            actions.act(visit.request(), visit.event(), wanted, actor.get());
        }
        return back(visit.request(), wanted, null);
    }

    /** A reload of the page that follows does nothing again. */
    static ApiAnswer back(ApiRequest request, String done, @Nullable String cookie) {
        Map<String, String> headers = new HashMap<>();
        String language = "lang=" + PageLanguage.of(request);
        headers.put("Location", "?" + (done.isEmpty() ? "" : "done=" + done + "&") + language);
        headers.put("Cache-Control", "no-store");
        if (cookie != null) {
            headers.put("Set-Cookie", cookie);
        }
        return new ApiAnswer(SEE_OTHER, "", new byte[0], headers);
    }

    /** @param fault of what was asked for, by its name among the words; empty for none */
    private ApiAnswer page(Visit visit, int status, String fault) {
        String language = PageLanguage.of(visit.request());
        EventPageView.Visitor visitor = EventPageView.Visitor.of(visit.visitor(), fault);
        if (!rights.sees(visit.visitor())) {
            return views.login(status, language, visitor);
        }
        boolean acts = rights.actor(visit.visitor()).isPresent();
        return views.event(
                status,
                language,
                visit.event(),
                new EventPageView.Panel(
                        visitor,
                        visit.request()
                                .query("done")
                                .filter(CardButtons.ALARM::contains)
                                .orElse(""),
                        acts ? actions.of(visit.event()) : List.of(),
                        visitor.user().isEmpty() && rights.act() == PageRight.LOGIN,
                        actions.silence(visit.event())));
    }
}
