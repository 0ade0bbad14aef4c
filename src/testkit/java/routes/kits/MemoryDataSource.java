package routes.kits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import routes.common.error.RefusedRequest;
import routes.datasource.Account;
import routes.datasource.ConfigField;
import routes.datasource.ConnectField;
import routes.datasource.DataSource;
import routes.datasource.DesiredRule;
import routes.datasource.ExistingRule;
import routes.datasource.PlatformFailure;
import routes.datasource.Quota;
import routes.datasource.RuleBlock;
import routes.datasource.RuleDraft;
import routes.datasource.RuleOperation;
import routes.datasource.RuleOrder;
import routes.datasource.SeriesPage;
import routes.datasource.SeriesRange;
import routes.datasource.Source;
import routes.datasource.TimeSeries;

/** A data source without a network: one rule for each series, block and bound. */
public final class MemoryDataSource implements DataSource {
    public static final String TYPE = "Memory";
    public static final String URL = "memory_url";
    public static final String PASSWORD = "open-sesame";

    private static final Duration SLOT = Duration.ofHours(6);

    private final MemoryPlatform platform;

    public MemoryDataSource(MemoryPlatform platform) {
        this.platform = platform;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public List<ConnectField> connectFields() {
        return List.of(
                ConnectField.text("memory_user", "Who reads"),
                ConnectField.text(URL, "Address of a platform whose rules have the ids that we choose")
                        .optional(),
                ConnectField.secret("memory_password", "Their password"));
    }

    @Override
    public List<ConfigField> configFields() {
        return List.of(
                ConfigField.text("metric_name", "Metric that is read").most(64),
                ConfigField.text("region", "Where the rules are kept").optional(),
                ConfigField.maps("instances", "Things that are read; all when absent")
                        .optional());
    }

    /** A metric that is named so is none of the platform. */
    @Override
    public void checkAtPlatform(Account account, JsonNode config) {
        requirePassword(account);
        if (config.path("metric_name").asText().startsWith("unknown.")) {
            throw RefusedRequest.invalid("metric_name", "metric_name: the platform has no such metric");
        }
    }

    @Override
    public String concurrencyGroup(Account account) {
        return "memory_" + account.field("memory_user");
    }

    @Override
    public Quota quota() {
        return new Quota(100, 4);
    }

    @Override
    public void test(Account account) {
        call(account);
    }

    @Override
    public List<SeriesRange> slots(Source source, SeriesRange range) {
        return range.slices(SLOT);
    }

    @Override
    public SeriesPage fetchPartial(Source source, SeriesRange slot, Optional<String> cursor) {
        call(source.account());
        String metric = source.config().path("metric_name").asText();
        List<TimeSeries> parts = platform.series().stream()
                .filter(series -> series.name().equals(metric))
                .map(series -> within(series, slot))
                .filter(part -> part.size() > 0)
                .toList();
        int page = cursor.map(Integer::parseInt).orElse(0);
        return page + 1 < parts.size()
                ? new SeriesPage(parts.subList(page, page + 1), Optional.of(String.valueOf(page + 1)))
                : SeriesPage.last(parts.subList(Math.min(page, parts.size()), parts.size()));
    }

    @Override
    public RuleDraft draftRules(Source source, RuleOrder order) {
        List<DesiredRule> rules = new ArrayList<>();
        for (RuleOrder.Series series : order.series()) {
            for (RuleBlock block : series.blocks()) {
                rule(order, series, block, "upper", block.upper()).ifPresent(rules::add);
                rule(order, series, block, "lower", block.lower()).ifPresent(rules::add);
            }
        }
        return new RuleDraft(rules, List.of());
    }

    @Override
    public Set<String> placeFields() {
        return Set.of("memory_user", URL, "region");
    }

    @Override
    public boolean choosesRuleIds() {
        return true;
    }

    @Override
    public List<ExistingRule> rules(Source source) {
        call(source.account());
        return platform.rules(server(source)).stream()
                .filter(rule -> rule.owner().equals(owner(source)))
                .map(MemoryPlatform.Rule::seen)
                .toList();
    }

    @Override
    public String apply(Source source, RuleOperation operation) {
        call(source.account());
        platform.written();
        if (operation instanceof RuleOperation.Create create) {
            String id = rules(source).stream()
                    .filter(rule -> rule.ruleId().equals(create.rule().id()))
                    .map(ExistingRule::remoteId)
                    .findFirst()
                    .orElseGet(() -> nextId(source, create.rule()));
            return put(id, source, create.rule(), true);
        }
        if (operation instanceof RuleOperation.Update update) {
            return put(
                    update.existing().remoteId(),
                    source,
                    update.rule(),
                    update.existing().enabled());
        }
        String gone = ((RuleOperation.Delete) operation).existing().remoteId();
        platform.remove(server(source), gone);
        return gone;
    }

    private String nextId(Source source, DesiredRule rule) {
        return server(source).isEmpty() ? platform.nextId() : rule.id();
    }

    private String server(Source source) {
        return platform.server(source.account().optional(URL).orElse(""));
    }

    private String put(String id, Source source, DesiredRule rule, boolean enabled) {
        platform.put(
                server(source),
                new MemoryPlatform.Rule(id, owner(source), rule.id(), rule.name(), enabled, rule.content()));
        return id;
    }

    private static String owner(Source source) {
        String region = source.config().path("region").asText("");
        return region.isEmpty() ? source.id() : source.id() + "@" + region;
    }

    private void call(Account account) {
        requirePassword(account);
        platform.called();
    }

    private static void requirePassword(Account account) {
        if (!account.secret("memory_password").reveal().equals(PASSWORD)) {
            throw new PlatformFailure.Unauthorized("denied", "the platform does not know this account");
        }
    }

    private static Optional<DesiredRule> rule(
            RuleOrder order, RuleOrder.Series series, RuleBlock block, String side, RuleBlock.@Nullable Bound bound) {
        if (bound == null) {
            return Optional.empty();
        }
        String key = series.uniqueKey() + "/" + block.startHour() + "-" + block.endHour() + "/" + side;
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        content.put("when", side.equals("upper") ? ">" : "<");
        content.put("threshold", bound.value());
        content.put("seconds", bound.window().toSeconds());
        content.put("level", order.policy().level().name());
        return Optional.of(new DesiredRule(key, key, content, Set.of(series.uniqueKey()))
                .watching(DesiredRule.Hours.of(side, block)));
    }

    private static TimeSeries within(TimeSeries series, SeriesRange slot) {
        int[] inside = IntStream.range(0, series.size())
                .filter(i -> series.timestamps()[i] >= slot.start().getEpochSecond()
                        && series.timestamps()[i] < slot.end().getEpochSecond())
                .toArray();
        return new TimeSeries(
                series.name(),
                Arrays.stream(inside).mapToLong(i -> series.timestamps()[i]).toArray(),
                Arrays.stream(inside).mapToDouble(i -> series.values()[i]).toArray(),
                series.labels());
    }
}
