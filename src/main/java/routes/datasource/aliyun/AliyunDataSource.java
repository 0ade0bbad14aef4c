package routes.datasource.aliyun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import routes.common.error.RefusedRequest;
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
import routes.datasource.RulePeriods;
import routes.datasource.SeriesPage;
import routes.datasource.SeriesRange;
import routes.datasource.Source;

/** The data source Aliyun: CloudMonitor of Alibaba Cloud. */
public final class AliyunDataSource implements DataSource {
    public static final List<ConnectField> CONNECT_FIELDS = List.of(
            ConnectField.text(AliyunApi.ACCESS_KEY, "Access key id"),
            ConnectField.secret(AliyunApi.SECRET, "Secret of the access key"));

    private static final Duration SLOT = Duration.ofDays(1);

    private final AliyunApi api;
    private final AliyunRules rules;
    private final AliyunPickers pickers;
    private final Site site;
    private final Clock clock;

    /**
     * Where and how it is reached.
     *
     * @param baseUrl may hold {@code {region}}
     * @param rpc whether the older signature is sent
     * @param homeRegion for what has no region, such as contact groups
     * @param clock by which its rules take effect, and how often in a row a value may have to be beyond
     * @param callback where it posts alarms
     */
    public record Site(
            String baseUrl, boolean rpc, String homeRegion, RuleClock clock, AlarmCallbackUrl callback, Quota quota) {}

    /** @param zone of the hours of rules. @param times allowed, ascending */
    public record RuleClock(ZoneId zone, List<Integer> times) {
        public RuleClock {
            times = times.stream().sorted().toList();
            if (times.isEmpty()) {
                throw new IllegalArgumentException("veaiops.datasource.aliyun.times: a rule has some number of times");
            }
        }
    }

    public AliyunDataSource(PlatformCall calls, Site site, Clock clock) {
        AliyunApi.Style style = new AliyunApi.Style(site.baseUrl(), site.rpc());
        this.api = new AliyunApi(
                calls, site.quota(), style, clock, () -> UUID.randomUUID().toString());
        this.rules = new AliyunRules(api, site.callback());
        this.pickers = new AliyunPickers(api, site.homeRegion(), clock);
        this.site = site;
        this.clock = clock;
    }

    @Override
    public String type() {
        return "Aliyun";
    }

    @Override
    public List<ConnectField> connectFields() {
        return CONNECT_FIELDS;
    }

    @Override
    public List<ConfigField> configFields() {
        return List.of(
                ConfigField.text("region", "Region, such as cn-hangzhou").most(64),
                ConfigField.text("namespace", "Product, such as acs_ecs_dashboard")
                        .most(128),
                ConfigField.text("metric_name", "Metric, such as cpu_total").most(128),
                ConfigField.text("statistics", "Column that is read and watched, such as Average, Maximum or Sum")
                        .most(32)
                        .or("Average"),
                ConfigField.number("silence_seconds", 604_800, "Seconds before an alarm that goes on is repeated")
                        .or(3600),
                ConfigField.texts("group_by", "Dimensions that tell series apart")
                        .optional(),
                ConfigField.maps("dimensions", "Things to read, such as [{\"instanceId\":\"i-1\"}]")
                        .optional());
    }

    @Override
    public void checkConfig(JsonNode config) {
        Region.checked(config.path("region").asText());
        if (config.path("silence_seconds").asInt() < 3600) {
            throw RefusedRequest.invalid("silence_seconds", "silence_seconds must be at least 3600");
        }
    }

    @Override
    public String concurrencyGroup(Account account) {
        return AliyunApi.group(account);
    }

    @Override
    public Quota quota() {
        return site.quota();
    }

    @Override
    public void test(Account account) {
        api.ask(account, site.homeRegion(), "DescribeProjectMeta", Map.of("PageNumber", "1", "PageSize", "1"));
    }

    @Override
    public JsonNode narrowed(JsonNode config, JsonNode instances) {
        ObjectNode narrowed = config.deepCopy();
        return narrowed.set("dimensions", instances);
    }

    @Override
    public List<SeriesRange> slots(Source source, SeriesRange range) {
        return range.slices(SLOT);
    }

    @Override
    public SeriesPage fetchPartial(Source source, SeriesRange slot, Optional<String> cursor) {
        AliyunMetrics.Place place = cursor.map(AliyunMetrics.Place::of).orElseGet(() -> start(source));
        JsonNode body = api.ask(
                source.account(),
                source.config().path("region").asText(),
                "DescribeMetricList",
                AliyunMetrics.question(source, slot, place));
        return AliyunMetrics.page(source, place, body);
    }

    /** The first page asks which columns are labels, too. */
    private AliyunMetrics.Place start(Source source) {
        String region = source.config().path("region").asText();
        return new AliyunMetrics.Place(
                0, AliyunMetrics.labelColumns(api, source.account(), region, source.config()), "");
    }

    @Override
    public List<Integer> allowedWindows(Duration interval) {
        return site.clock().times();
    }

    /** Nothing is known of what it does at the edge of the effective hours, so it is taken to look at earlier values. */
    @Override
    public boolean looksBack() {
        return true;
    }

    @Override
    public RuleDraft draftRules(Source source, RuleOrder order) {
        return AliyunRuleText.draft(
                source,
                order,
                new AliyunRuleText.Setting(
                        site.clock().zone(),
                        new RulePeriods("CloudMonitor", site.clock().times(), false),
                        site.callback(),
                        clock.instant()));
    }

    @Override
    public boolean choosesRuleIds() {
        return true;
    }

    @Override
    public Set<String> placeFields() {
        return Set.of(AliyunApi.ACCESS_KEY, "region", "namespace", "metric_name");
    }

    /** Not the region: the platform may show one rule at the addresses of two. */
    @Override
    public Set<String> apartFields() {
        return Set.of("namespace", "metric_name");
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
    public void switchOff(Source source, ExistingRule existing) {
        rules.switchOff(source, existing);
    }

    @Override
    public List<Picker> pickers() {
        return pickers.all();
    }
}
