package routes.datasource.@package@;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import routes.datasource.Account;
import routes.datasource.ConfigField;
import routes.datasource.ConnectField;
import routes.datasource.DataSource;
import routes.datasource.ExistingRule;
import routes.datasource.Ownership;
import routes.datasource.PlatformCall;
import routes.datasource.Quota;
import routes.datasource.RuleDraft;
import routes.datasource.RuleOperation;
import routes.datasource.RuleOrder;
import routes.datasource.SeriesPage;
import routes.datasource.SeriesRange;
import routes.datasource.Source;
import routes.datasource.TimeSeries;

/** Metrics and alarm rules of @Name@. */
public final class @Name@DataSource implements DataSource {
    private final @Name@Api api;
    private final @Name@Config config;

    public @Name@DataSource(PlatformCall calls, @Name@Config config) {
        this.api = new @Name@Api(calls, config.quota());
        this.config = config;
    }

    @Override
    public String type() {
        return "@Name@";
    }

    @Override
    public List<ConnectField> connectFields() {
        return List.of(
                ConnectField.url(@Name@Api.URL, "Address of the server"),
                ConnectField.secret(@Name@Api.TOKEN, "Token of a reader who may write rules"));
    }

    @Override
    public List<ConfigField> configFields() {
        return List.of(ConfigField.text("metric_name", "Metric that is read").most(64));
    }

    @Override
    public String concurrencyGroup(Account account) {
        return @Name@Api.group(account);
    }

    @Override
    public Quota quota() {
        return config.quota();
    }

    @Override
    public void test(Account account) {
        api.get(account, "/me");
    }

    @Override
    public List<SeriesRange> slots(Source source, SeriesRange range) {
        return range.slices(config.slot());
    }

    @Override
    public SeriesPage fetchPartial(Source source, SeriesRange slot, Optional<String> cursor) {
        String metric = source.config().path("metric_name").asText();
        JsonNode page = api.get(
                source.account(),
                "/series?metric=" + encoded(metric)
                        + "&from=" + slot.start().getEpochSecond()
                        + "&before=" + slot.end().getEpochSecond()
                        + cursor.map(next -> "&page=" + encoded(next)).orElse(""));
        List<TimeSeries> series = new ArrayList<>();
        page.path("series").forEach(one -> series.add(series(metric, one)));
        return new SeriesPage(series, Optional.ofNullable(page.path("next").textValue()));
    }

    private static TimeSeries series(String metric, JsonNode one) {
        Map<String, String> labels = new TreeMap<>();
        one.path("labels").properties().forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        List<JsonNode> points = new ArrayList<>();
        one.path("points").forEach(points::add);
        return TimeSeries.of(
                metric,
                labels,
                points.stream().mapToLong(point -> point.path(0).asLong()).toArray(),
                points.stream().mapToDouble(point -> point.path(1).asDouble()).toArray());
    }

    @Override
    public RuleDraft draftRules(Source source, RuleOrder order) {
        return @Name@Rules.draft(order);
    }

    @Override
    public List<ExistingRule> rules(Source source) {
        List<ExistingRule> rules = new ArrayList<>();
        for (JsonNode rule : api.get(source.account(), "/rules")) {
            if (rule.path("tags").path(Ownership.SOURCE).asText().equals(source.id())) {
                rules.add(new ExistingRule(
                        rule.path("id").asText(),
                        rule.path("tags").path(Ownership.RULE).asText(),
                        rule.path("name").asText(),
                        rule.path("enabled").asBoolean(),
                        rule.path("content")));
            }
        }
        return rules;
    }

    @Override
    public String apply(Source source, RuleOperation operation) {
        Account account = source.account();
        if (operation instanceof RuleOperation.Create create) {
            Optional<ExistingRule> made = rules(source).stream()
                    .filter(rule -> rule.ruleId().equals(create.rule().id()))
                    .findFirst();
            return made.map(ExistingRule::remoteId)
                    .orElseGet(() -> api.send(account, "POST", "/rules", @Name@Rules.body(source, create.rule(), true))
                            .path("id")
                            .asText());
        }
        if (operation instanceof RuleOperation.Update update) {
            ExistingRule existing = update.existing();
            ObjectNode body = @Name@Rules.body(source, update.rule(), existing.enabled());
            api.send(account, "PUT", "/rules/" + existing.remoteId(), body);
            return existing.remoteId();
        }
        String gone = ((RuleOperation.Delete) operation).existing().remoteId();
        api.delete(account, "/rules/" + gone);
        return gone;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
