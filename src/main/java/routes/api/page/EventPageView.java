package routes.api.page;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import routes.account.Caller;
import routes.api.EventTraces;
import routes.event.EventView;
import routes.http.ApiAnswer;
import routes.notice.render.Words;
import routes.subscription.silence.Silence;

/** Writes the page of an event, and those that stand in its place. */
public final class EventPageView {
    private final EventTraces traces;
    private final PageTemplates templates;
    private final EventPageModel model;

    public EventPageView(EventTraces traces, PageTemplates templates, EventPageModel model) {
        this.traces = traces;
        this.templates = templates;
        this.model = model;
    }

    /**
     * @param user who has logged in; empty for a visitor who has not
     * @param fault of what was asked for, by its name among the words; empty for none
     */
    record Visitor(String user, String fault) {
        static Visitor of(Optional<Caller> caller, String fault) {
            return new Visitor(caller.map(Caller::signature).orElse(""), fault);
        }

        private int refusal() {
            return user.isEmpty() ? 401 : 403;
        }

        Map<String, Object> model(Words words) {
            Map<String, Object> model = new HashMap<>();
            model.put("user", user);
            model.put("fault", fault.isEmpty() ? "" : words.of("fault." + fault));
            return model;
        }
    }

    /**
     * What a visitor can do and did.
     *
     * @param done the action that was done; empty for none
     * @param actions names of buttons
     * @param silence that holds back what is said of the event
     */
    record Panel(Visitor visitor, String done, List<String> actions, boolean mayLogIn, Optional<Silence> silence) {}

    ApiAnswer event(int status, String language, EventView event, Panel panel) {
        return templates.answer(status, "event", language, model.of(traces.of(event), panel, templates.of(language)));
    }

    ApiAnswer list(int status, String language, EventList events, Visitor visitor) {
        Words words = templates.of(language);
        Map<String, Object> values = events.model(words, model.zone());
        values.putAll(visitor.model(words));
        return templates.answer(status, "list", language, values);
    }

    /**
     * In place of what only people who log in see.
     *
     * @param status of the fault, when there is one
     */
    ApiAnswer login(int status, String language, Visitor visitor) {
        Words words = templates.of(language);
        Map<String, Object> values = visitor.model(words);
        values.put("title", words.of(visitor.user().isEmpty() ? "login_to_see" : "forbidden"));
        values.put("open", true);
        values.put("may_log_in", true);
        return templates.answer(visitor.fault().isEmpty() ? visitor.refusal() : status, "login", language, values);
    }

    /** In place of an event that no link, or one that has expired, leads to. */
    ApiAnswer nothing(int status, String language) {
        Words words = templates.of(language);
        String what = status == 410 ? "expired" : "not_found";
        return templates.answer(
                status, "message", language, Map.of("title", words.of(what), "text", words.of(what + "_text")));
    }
}
