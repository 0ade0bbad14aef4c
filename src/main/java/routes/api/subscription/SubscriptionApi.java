package routes.api.subscription;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import routes.alarm.Level;
import routes.common.error.RefusedRequest;
import routes.common.repository.Listed;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.http.Page;
import routes.http.QueryValues;
import routes.subscription.InformStrategies;
import routes.subscription.InformStrategy;
import routes.subscription.RuleFilter;
import routes.subscription.SubscriptionRule;
import routes.subscription.SubscriptionRules;

/** Operations on subscriptions. */
public final class SubscriptionApi {
    private final SubscriptionRules rules;
    private final InformStrategies strategies;
    private final HookDraft hooks;
    private final StyleOptions styles;
    private final Clock clock;

    public SubscriptionApi(Stores stores, Protection protection, StyleOptions styles, Clock clock) {
        this.rules = stores.rules();
        this.strategies = stores.strategies();
        this.hooks = new HookDraft(protection);
        this.styles = styles;
        this.clock = clock;
    }

    /** Where subscriptions and what they refer to are kept. */
    public record Stores(SubscriptionRules rules, InformStrategies strategies) {}

    public ApiAnswer create(ApiRequest request) {
        SubscriptionPayload payload = payload(request);
        SubscriptionDraft draft = SubscriptionDraft.fresh(rules.newId(), payload, now(), hooks, request.zone());
        List<InformStrategy> used = strategiesOf(payload, draft.rule());
        rules.insert(draft.rule());
        return ApiAnswer.created(SubscriptionJson.written(draft, used));
    }

    public ApiAnswer get(ApiRequest request) {
        return ApiAnswer.ok(SubscriptionJson.read(existing(request.idParameter("uid"))));
    }

    public ApiAnswer list(ApiRequest request) {
        RuleFilter filter = new RuleFilter(
                request.query("name").orElse(""),
                request.queryAll("agents"),
                request.queryAll("event_levels").stream().map(Level::valueOf).toList(),
                request.query("enable_webhook").map(text -> QueryValues.flag("enable_webhook", text)),
                request.queryAll("projects"),
                request.queryAll("products"),
                request.queryAll("customers"),
                request.query("show_all")
                        .map(text -> QueryValues.flag("show_all", text))
                        .orElse(false));
        Page page = request.page();
        Listed<SubscriptionRule> found = rules.list(filter, page.skip(), page.limit());
        return ApiAnswer.list(found.items().stream().map(SubscriptionJson::read).toList(), page, found.total());
    }

    public ApiAnswer update(ApiRequest request) {
        String id = request.idParameter("uid");
        SubscriptionPayload payload = payload(request);
        SubscriptionRule before = existing(id);
        SubscriptionDraft draft = SubscriptionDraft.changed(before, payload, fields(request), hooks, request.zone())
                .stamped(before.stamps().updated(now()));
        List<InformStrategy> used = strategiesOf(payload, draft.rule());
        if (!rules.update(draft.rule(), draft.fields())) {
            throw Require.notFound("subscription", id);
        }
        return ApiAnswer.ok(SubscriptionJson.written(draft, used));
    }

    public ApiAnswer toggle(ApiRequest request) {
        String id = request.idParameter("uid");
        ActivePayload payload = request.json(ActivePayload.class);
        return done(id, rules.activate(id, payload.active(), now()));
    }

    public ApiAnswer delete(ApiRequest request) {
        String id = request.idParameter("uid");
        return done(id, rules.delete(id));
    }

    private ApiAnswer done(String id, boolean found) {
        if (!found) {
            throw Require.notFound("subscription", id);
        }
        return ApiAnswer.ok(null);
    }

    private SubscriptionPayload payload(ApiRequest request) {
        SubscriptionPayload payload = request.json(SubscriptionPayload.class);
        WordingFields.check(payload, styles);
        return payload;
    }

    private SubscriptionRule existing(String id) {
        return rules.find(id).orElseThrow(() -> Require.notFound("subscription", id));
    }

    /** Ids that the caller names must exist; ids that were stored before may be gone meanwhile. */
    private List<InformStrategy> strategiesOf(SubscriptionPayload payload, SubscriptionRule rule) {
        List<InformStrategy> found = strategies.findAll(rule.strategyIds());
        if (payload.informStrategyIds() != null) {
            Set<String> unknown = new HashSet<>(rule.strategyIds());
            found.forEach(strategy -> unknown.remove(strategy.id()));
            unknown.stream().sorted().findFirst().ifPresent(id -> {
                throw RefusedRequest.invalid("inform_strategy_ids", "there is no inform strategy " + id);
            });
        }
        return found;
    }

    private static Set<String> fields(ApiRequest request) {
        Set<String> names = new HashSet<>();
        request.json(ObjectNode.class).fieldNames().forEachRemaining(names::add);
        return names;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
