package routes.datasource.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import routes.common.error.RefusedRequest;
import routes.datasource.Account;
import routes.datasource.ConfigField;
import routes.datasource.ConnectField;
import routes.datasource.DataSource;
import routes.datasource.ExistingRule;
import routes.datasource.Picker;
import routes.datasource.PlatformCall;
import routes.datasource.Quota;
import routes.datasource.RuleDraft;
import routes.datasource.RuleEvaluation;
import routes.datasource.RuleOperation;
import routes.datasource.RuleOrder;
import routes.datasource.RuleOutcome;
import routes.datasource.SeriesPage;
import routes.datasource.SeriesRange;
import routes.datasource.Source;
import routes.datasource.TimeSeries;

/** The data source Prometheus. */
public final class PrometheusDataSource implements DataSource {
    static final String KEEP_FIRING = "keep_firing_seconds";

    public static final List<ConnectField> CONNECT_FIELDS = Stream.concat(
                    Stream.of(
                            ConnectField.url(
                                    PrometheusApi.URL,
                                    "Address of the server, with the path before /api/v1 if it has one"),
                            ConnectField.text(PrometheusApi.USER, "User of basic authentication")
                                    .optional(),
                            ConnectField.secret(PrometheusApi.PASSWORD, "Password of that user")
                                    .optional(),
                            ConnectField.secret(PrometheusApi.TOKEN, "Bearer token, in place of user and password")
                                    .optional(),
                            ConnectField.text(PrometheusApi.TENANT, "Tenant of Mimir, Cortex or Thanos (X-Scope-OrgID)")
                                    .optional()),
                    RuleTargets.fields().stream())
            .toList();

    /** The server refuses more than 11,000; a day keeps answers small. */
    private static final int MOST_POINTS = 10_000;

    private static final Duration DAY = Duration.ofDays(1);

    private final PrometheusApi api;
    private final RuleTargets targets;
    private final PrometheusRules rules;
    private final PrometheusCheck check;
    private final Quota quota;
    private final Clock clock;

    /** @param ruleDirectory where rule files are written; empty when rules are not written */
    public PrometheusDataSource(PlatformCall calls, Quota quota, Optional<Path> ruleDirectory, Clock clock) {
        this.api = new PrometheusApi(calls, quota);
        this.check = new PrometheusCheck(api);
        this.targets = new RuleTargets(api, new RuleTargetApi.Calls(calls, quota), ruleDirectory);
        this.rules = new PrometheusRules(targets, check);
        this.quota = quota;
        this.clock = clock;
    }

    @Override
    public String type() {
        return "Prometheus";
    }

    @Override
    public List<ConnectField> connectFields() {
        return CONNECT_FIELDS;
    }

    @Override
    public List<ConfigField> configFields() {
        return List.of(
                ConfigField.text("metric_name", "Name of the metric, such as node_load1")
                        .most(256),
                ConfigField.text("matchers", "Which series of it, such as job=\"api\",env=~\"prod.*\"")
                        .optional(),
                ConfigField.text("expression", "What is made of them, such as rate($metric[5m])")
                        .or(PromQl.METRIC),
                ConfigField.number(
                                KEEP_FIRING,
                                86_400,
                                "Seconds that an alarm stays after the value came back, so that a value at the bound does not"
                                        + " flap; Prometheus 2.42 or later")
                        .optional());
    }

    @Override
    public void checkConnect(Account account) {
        if (account.optionalSecret(PrometheusApi.PASSWORD).isPresent()
                && account.optional(PrometheusApi.USER).isEmpty()) {
            throw RefusedRequest.invalid(PrometheusApi.USER, PrometheusApi.USER + " is required with a password");
        }
        RuleTargets.check(account);
    }

    @Override
    public void checkConfig(JsonNode config) {
        if (!PromQlText.isMetric(config.path("metric_name").asText())) {
            throw RefusedRequest.invalid(
                    "metric_name",
                    "metric_name must be the name of a metric alone: matchers and functions go into matchers and expression");
        }
        if (!PromQl.expression(config).contains(PromQl.METRIC)) {
            throw RefusedRequest.invalid("expression", "expression must contain $metric, where the metric stands");
        }
    }

    @Override
    public String concurrencyGroup(Account account) {
        return PrometheusApi.group(account);
    }

    @Override
    public Quota quota() {
        return quota;
    }

    @Override
    public void test(Account account) {
        api.query(account, "/api/v1/query", Map.of("query", "1"));
    }

    @Override
    public JsonNode narrowed(JsonNode config, JsonNode instances) {
        throw RefusedRequest.invalid("instances", "Prometheus takes no instances: matchers say which series are read");
    }

    @Override
    public List<SeriesRange> slots(Source source, SeriesRange range) {
        long step = step(source);
        long points = Math.max(1, Math.min(MOST_POINTS, DAY.toSeconds() / step));
        return range.slices(Duration.ofSeconds(points * step));
    }

    @Override
    public SeriesPage fetchPartial(Source source, SeriesRange slot, Optional<String> cursor) {
        JsonNode data = api.range(source, PromQl.query(source.config()), slot);
        List<TimeSeries> series = new ArrayList<>();
        data.path("result")
                .forEach(one -> series.add(PrometheusMatrix.series(
                        source.config().path("metric_name").asText(), one)));
        return SeriesPage.last(series.stream().filter(one -> one.size() > 0).toList());
    }

    private static long step(Source source) {
        return Math.max(1, source.interval().toSeconds());
    }

    @Override
    public RuleDraft draftRules(Source source, RuleOrder order) {
        return PrometheusRuleText.draft(source, order, clock.instant());
    }

    @Override
    public boolean goesOnOverEdges() {
        return true;
    }

    @Override
    public boolean choosesRuleIds() {
        return true;
    }

    @Override
    public boolean knowsWeekdays() {
        return true;
    }

    @Override
    public Set<String> placeFields() {
        return RuleTargets.PLACE;
    }

    @Override
    public Map<String, String> place(Source source) {
        return targets.place(source);
    }

    @Override
    public Set<String> apartFields() {
        return RuleTargets.APART;
    }

    @Override
    public List<ExistingRule> rules(Source source) {
        return rules.all(source);
    }

    @Override
    public String apply(Source source, RuleOperation operation) {
        return applyAll(source, List.of(operation)).get(0).orThrow();
    }

    @Override
    public boolean writesSets() {
        return true;
    }

    @Override
    public List<RuleOutcome> applyAll(Source source, List<RuleOperation> operations) {
        return rules.applyAll(source, operations);
    }

    @Override
    public Optional<RuleEvaluation> evaluate(Source source, ExistingRule written, SeriesRange range) {
        return Optional.of(check.evaluate(source, written, range));
    }

    @Override
    public List<Picker> pickers() {
        return List.of(new Picker("metrics", this::metrics));
    }

    private Picker.Picked metrics(Picker.Order order) {
        String part = order.text("name", "").toLowerCase(Locale.ROOT);
        List<JsonNode> names = new ArrayList<>();
        for (JsonNode name : api.get(order.account(), "/api/v1/label/__name__/values")) {
            if (name.asText().toLowerCase(Locale.ROOT).contains(part)) {
                names.add(name);
            }
        }
        return new Picker.Picked(
                names.stream().skip(order.skip()).limit(order.limit()).toList(), names.size());
    }
}
