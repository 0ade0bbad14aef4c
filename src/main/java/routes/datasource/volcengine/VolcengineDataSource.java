package routes.datasource.volcengine;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import routes.common.json.Json;
import routes.datasource.Account;
import routes.datasource.AlarmCallbackUrl;
import routes.datasource.ConfigField;
import routes.datasource.ConnectField;
import routes.datasource.DataSource;
import routes.datasource.ExistingRule;
import routes.datasource.Picker;
import routes.datasource.PlatformCall;
import routes.datasource.Quota;
import routes.datasource.Region;
import routes.datasource.RuleDraft;
import routes.datasource.RuleOperation;
import routes.datasource.RuleOrder;
import routes.datasource.SeriesPage;
import routes.datasource.SeriesRange;
import routes.datasource.Source;

/** The data source Volcengine. */
public final class VolcengineDataSource implements DataSource {
    public static final List<ConnectField> CONNECT_FIELDS = List.of(
            ConnectField.text(VolcengineApi.ACCESS_KEY, "Access key id"),
            ConnectField.secret(VolcengineApi.SECRET, "Secret of the access key"));

    private final VolcengineApi api;
    private final VolcengineRules rules;
    private final VolcenginePickers pickers;
    private final Site site;

    /**
     * Where and how it is reached.
     *
     * @param baseUrl may hold {@code {region}}
     * @param homeRegion for what has no region, such as contact groups
     * @param zone of the hours of its rules
     * @param catalogueUrl where the public list of metrics is
     * @param catalogueKept how long the list is not read again
     * @param callback where it posts alarms
     */
    public record Site(
            String baseUrl,
            String homeRegion,
            ZoneId zone,
            String catalogueUrl,
            Duration catalogueKept,
            AlarmCallbackUrl callback,
            Quota quota) {}

    private final Clock clock;

    public VolcengineDataSource(PlatformCall calls, Site site, Clock clock) {
        this.api = new VolcengineApi(calls, site.quota(), site.baseUrl(), clock);
        this.rules = new VolcengineRules(api, site.callback());
        this.pickers =
                new VolcenginePickers(api, new VolcengineCatalogue(calls, site, clock), site.homeRegion(), clock);
        this.site = site;
        this.clock = clock;
    }

    @Override
    public String type() {
        return "Volcengine";
    }

    @Override
    public List<ConnectField> connectFields() {
        return CONNECT_FIELDS;
    }

    @Override
    public List<ConfigField> configFields() {
        return List.of(
                ConfigField.text("region", "Region, such as cn-beijing").most(64),
                ConfigField.text("namespace", "Product, such as VCM_ECS").most(128),
                ConfigField.text("sub_namespace", "Kind of thing, such as Instance")
                        .most(128),
                ConfigField.text("metric_name", "Metric, such as CpuTotal").most(128),
                ConfigField.text("metric_unit", "Unit of the metric, as Volcengine names it")
                        .or("Percent"),
                ConfigField.text("statistics", "What a rule compares, such as avg, max or min")
                        .or("avg"),
                ConfigField.texts("group_by", "Dimensions that tell series apart")
                        .optional(),
                ConfigField.maps("instances", "Things to read, such as [{\"ResourceID\":\"i-1\"}]")
                        .optional());
    }

    @Override
    public void checkConfig(JsonNode config) {
        Region.checked(config.path("region").asText());
    }

    @Override
    public String concurrencyGroup(Account account) {
        return VolcengineApi.group(account);
    }

    @Override
    public Quota quota() {
        return site.quota();
    }

    @Override
    public void test(Account account) {
        api.repeatable(
                account,
                site.homeRegion(),
                "ListContactGroups",
                Json.mapper().createObjectNode().put("PageNumber", 1).put("PageSize", 1));
    }

    @Override
    public List<SeriesRange> slots(Source source, SeriesRange range) {
        long step = Math.max(1, source.interval().toSeconds());
        return range.slices(Duration.ofSeconds(VolcengineMetrics.POINTS * step));
    }

    @Override
    public SeriesPage fetchPartial(Source source, SeriesRange slot, Optional<String> cursor) {
        int batch = cursor.map(Integer::parseInt).orElse(0);
        JsonNode result = api.repeatable(
                source.account(),
                source.config().path("region").asText(),
                "GetMetricData",
                VolcengineMetrics.question(source, slot, batch));
        return VolcengineMetrics.page(source, slot, batch, result);
    }

    @Override
    public List<Integer> allowedWindows(Duration interval) {
        return VolcengineRuleText.PERIODS.windows(interval);
    }

    /** Nothing is known of what it does at the edge of the effective hours, so it is taken to look at earlier values. */
    @Override
    public boolean looksBack() {
        return true;
    }

    @Override
    public RuleDraft draftRules(Source source, RuleOrder order) {
        return VolcengineRuleText.draft(
                source, order, new VolcengineRuleText.Setting(site.zone(), site.callback(), clock.instant()));
    }

    @Override
    public Set<String> placeFields() {
        return Set.of(VolcengineApi.ACCESS_KEY, "region", "namespace");
    }

    /** None: the platform gives no id twice, so what two places show under one id is one rule. */
    @Override
    public Set<String> apartFields() {
        return Set.of();
    }

    @Override
    public List<ExistingRule> rules(Source source) {
        return rules.all(source);
    }

    @Override
    public String apply(Source source, RuleOperation operation) {
        return rules.apply(source, operation);
    }

    @Override
    public List<Picker> pickers() {
        return pickers.all();
    }
}
