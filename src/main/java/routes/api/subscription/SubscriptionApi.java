package routes.api.subscription;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import routes.api.Resource;
import routes.common.error.RefusedRequest;
import routes.common.repository.Listed;
import routes.common.repository.Query;
import routes.common.repository.Records;
import routes.common.repository.Repository;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.http.Page;
import routes.http.QueryValues;
import routes.subscription.InformStrategy;
import routes.subscription.Pacing;
import routes.subscription.Stamps;
import routes.subscription.SubscriptionRule;

/** Operations on subscriptions. */
public final class SubscriptionApi {
    private static final String ID = "uid";
    private static final String STRATEGIES = "inform_strategy_ids";

    /** Null leaves these as they are. */
    private static final List<String> KEPT_BY_NULL =
            List.of(STRATEGIES, "group_wait_seconds", "group_interval_seconds", "remind_max", "outside_windows");

    private final Resource<SubscriptionRule> rules;
    private final Repository<InformStrategy> strategies;
    private final HookDraft hooks;
    private final WordingCheck wording;
    private final MentionCheck mentions;

    public SubscriptionApi(
            Repository<SubscriptionRule> rules,
            Repository<InformStrategy> strategies,
            Protection protection,
            StyleOptions styles,
            MentionCheck mentions,
            Clock clock) {
        this.rules = new Resource<>(rules, SubscriptionRule.class, "subscription", () -> {}, clock);
        this.strategies = strategies;
        this.hooks = new HookDraft(protection);
        this.wording = new WordingCheck(styles);
        this.mentions = mentions;
    }

    public ApiAnswer create(ApiRequest request) {
        SubscriptionRule rule = checked(rules.fresh(request, fields(request)));
        HookDraft.Drafted hook = hooks.draft(rule.id(), rule.hook(), request);
        rule = rule.with(hook.hook());
        List<InformStrategy> used = strategiesOf(rule, true);
        mentions.check(rule.wording().mentions(), used);
        rules.insert(rule);
        return ApiAnswer.created(written(rule, hook, used));
    }

    public ApiAnswer get(ApiRequest request) {
        return ApiAnswer.ok(shown(rules.existing(request, ID)));
    }

    public ApiAnswer list(ApiRequest request) {
        Query query = Query.ALL
                .contains("name", request.query("name").orElse(""))
                .anyOf("agent_type", request.queryAll("agents"))
                .anyOf("event_level", request.queryAll("event_levels"))
                .anyOfOrNone("interest_projects", request.queryAll("projects"))
                .anyOfOrNone("interest_products", request.queryAll("products"))
                .anyOfOrNone("interest_customers", request.queryAll("customers"))
                .active(rules.showAll(request));
        String webhook = "enable_webhook";
        Query wanted = request.query(webhook)
                .map(text -> query.is(webhook, QueryValues.flag(webhook, text)))
                .orElse(query);
        Page page = request.configurationPage();
        Listed<SubscriptionRule> found = rules.records().page(wanted, page.skip(), page.limit());
        return ApiAnswer.list(found.items().stream().map(SubscriptionApi::shown).toList(), page, found.total());
    }

    /** Fields that the body does not have stay, in the store too: another caller may write them at the same time. */
    public ApiAnswer update(ApiRequest request) {
        ObjectNode fields = fields(request);
        SubscriptionRule before = rules.existing(request, ID);
        HookDraft.Drafted hook = hooks.draft(before.id(), before.hook(), request);
        SubscriptionRule rule = checked(rules.patched(before, request, fields)).with(hook.hook());
        List<InformStrategy> used = strategiesOf(rule, fields.has(STRATEGIES));
        if (fields.has(STRATEGIES) || fields.has(MentionCheck.FIELD)) {
            mentions.check(rule.wording().mentions(), used);
        }
        Set<String> changed = new HashSet<>(hook.fields());
        fields.fieldNames().forEachRemaining(changed::add);
        if (changed.stream().anyMatch(Pacing.FIELDS::contains)) {
            changed.addAll(Pacing.FIELDS);
        }
        rules.set(rule, changed);
        return ApiAnswer.ok(written(rule, hook, used));
    }

    public ApiAnswer toggle(ApiRequest request) {
        rules.activate(
                request.idParameter(ID), request.json(ActivePayload.class).active());
        return ApiAnswer.ok(null);
    }

    public ApiAnswer delete(ApiRequest request) {
        rules.delete(request.idParameter(ID));
        return ApiAnswer.ok(null);
    }

    /** The fields of the body that a record takes as they stand. */
    private ObjectNode fields(ApiRequest request) {
        ObjectNode fields = request.json(ObjectNode.class).remove(WebhookPayload.FIELDS);
        KEPT_BY_NULL.stream().filter(name -> !fields.hasNonNull(name)).forEach(fields::remove);
        wording.check(fields);
        return fields;
    }

    private static SubscriptionRule checked(SubscriptionRule rule) {
        if (rule.wanted().startTime().isAfter(rule.wanted().endTime())) {
            throw RefusedRequest.invalid("end_time", "end_time must not be before start_time");
        }
        return rule;
    }

    /** Ids that the caller names must exist; ids that were stored before may be gone meanwhile. */
    private List<InformStrategy> strategiesOf(SubscriptionRule rule, boolean named) {
        List<InformStrategy> found = strategies.findAll(rule.strategyIds());
        if (named) {
            Set<String> unknown = new HashSet<>(rule.strategyIds());
            found.forEach(strategy -> unknown.remove(strategy.id()));
            unknown.stream().sorted().findFirst().ifPresent(id -> {
                throw RefusedRequest.invalid(STRATEGIES, "there is no inform strategy " + id);
            });
        }
        return found;
    }

    /** Secrets are hidden by their type; the replaced one is not spoken of. */
    private static ObjectNode shown(SubscriptionRule rule) {
        return Records.tree(rule).remove(List.of("webhook_secret_previous"));
    }

    /** With whole strategies, as VeAIOps does, and the signing secret that was made just now. */
    private static ObjectNode written(SubscriptionRule rule, HookDraft.Drafted hook, List<InformStrategy> used) {
        ObjectNode shown = shown(rule);
        var embedded = shown.putArray(STRATEGIES);
        used.forEach(strategy -> embedded.add(Records.tree(strategy).remove(Stamps.USERS)));
        hook.shown().ifPresent(secret -> shown.put("webhook_secret", secret));
        return shown;
    }
}
