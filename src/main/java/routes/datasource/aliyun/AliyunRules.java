package routes.datasource.aliyun;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import routes.datasource.AlarmCallbackUrl;
import routes.datasource.DesiredRule;
import routes.datasource.ExistingRule;
import routes.datasource.Ownership;
import routes.datasource.PlatformFailure;
import routes.datasource.RuleOperation;
import routes.datasource.Source;

/**
 * Threshold rules that carry the labels of a data source. Their ids are ours, so putting one again changes nothing; the marker
 * is checked again right before one is changed.
 */
final class AliyunRules {
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 1000;
    /** How the ids and names of VeAIOps' rules end. */
    private static final Pattern FORMER = Pattern.compile("-(upper|lower)-\\d{1,2}-\\d{1,2}$");

    private final AliyunApi api;
    private final AliyunBody bodies;

    AliyunRules(AliyunApi api, AlarmCallbackUrl callback) {
        this.api = api;
        this.bodies = new AliyunBody(callback);
    }

    /** Every page: the platform's own default shows the first ten rules only. */
    List<ExistingRule> all(Source source) {
        List<ExistingRule> rules = new ArrayList<>();
        int seen = 0;
        for (int page = 1; page <= MOST_PAGES; page++) {
            Map<String, String> parameters = new TreeMap<>();
            parameters.put("Namespace", source.config().path("namespace").asText());
            parameters.put("MetricName", source.config().path("metric_name").asText());
            parameters.put("Page", String.valueOf(page));
            parameters.put("PageSize", String.valueOf(PAGE));
            JsonNode body = ask(source, "DescribeMetricRuleList", parameters);
            JsonNode found = body.path("Alarms").path("Alarm");
            found.forEach(rule -> existing(source, rule).ifPresent(rules::add));
            seen += found.size();
            if (found.isEmpty() || seen >= body.path("Total").asInt()) {
                return rules;
            }
        }
        throw new PlatformFailure.Unavailable("the pages of DescribeMetricRuleList do not end", "endless");
    }

    private JsonNode ask(Source source, String action, Map<String, String> parameters) {
        return api.ask(source.account(), source.config().path("region").asText(), action, parameters);
    }

    String apply(Source source, RuleOperation operation) {
        if (operation instanceof RuleOperation.Create create) {
            return create(source, create.rule());
        }
        if (operation instanceof RuleOperation.Update update) {
            return update(source, update);
        }
        ExistingRule gone = ((RuleOperation.Delete) operation).existing();
        if (current(source, gone, ExistingRule::ours)
                .filter(rule -> isOfMetric(source, rule))
                .isPresent()) {
            ask(source, "DeleteMetricRules", Map.of("Id.1", gone.remoteId()));
        }
        return gone.remoteId();
    }

    /** An id is one rule in all of an account: written for another metric since, the one that is to go is gone. */
    private static boolean isOfMetric(Source source, ExistingRule rule) {
        return rule.content().path("namespace").equals(source.config().path("namespace"))
                && rule.content().path("metric").equals(source.config().path("metric_name"));
    }

    private static String remoteId(Source source, DesiredRule rule) {
        return "veaiops-" + source.id() + "-" + rule.id();
    }

    /** One that was made by a call whose answer got lost is there already. */
    private String create(Source source, DesiredRule rule) {
        String id = remoteId(source, rule);
        Optional<ExistingRule> made = current(source, id, Map.of("RuleIds", id), ExistingRule::ours);
        return made.isPresent() ? update(source, new RuleOperation.Update(made.get(), rule)) : put(source, id, rule);
    }

    /** Putting a rule switches it on, so one that was off is switched off again at once. */
    private String update(Source source, RuleOperation.Update update) {
        ExistingRule existing = update.existing();
        ExistingRule now = current(source, existing, one -> one.mayBeChangedAs(existing))
                .orElseThrow(() -> new PlatformFailure.BadRequest("gone", "the rule is gone: " + existing.name()));
        boolean off = !existing.enabled() || !now.enabled();
        if (off) {
            update.owesOff().run();
        }
        String id = put(source, existing.remoteId(), update.rule());
        if (off) {
            disable(source, id);
        }
        return id;
    }

    void switchOff(Source source, ExistingRule existing) {
        current(source, existing, ExistingRule::ours).ifPresent(rule -> disable(source, rule.remoteId()));
    }

    private void disable(Source source, String id) {
        ask(source, "DisableMetricRules", Map.of("RuleId.1", id));
    }

    private String put(Source source, String id, DesiredRule rule) {
        ask(source, "PutResourceMetricRule", bodies.parameters(id, rule));
        return id;
    }

    /** Ids of VeAIOps' rules may hold commas, which part the ids of a question: those are asked for by their name. */
    private Optional<ExistingRule> current(Source source, ExistingRule rule, Predicate<ExistingRule> allowed) {
        String id = rule.remoteId();
        return id.contains(",")
                ? current(source, id, Map.of("RuleName", rule.name(), "PageSize", String.valueOf(PAGE)), allowed)
                : current(source, id, Map.of("RuleIds", id), allowed);
    }

    /** The rule as it is now; empty when it is gone. */
    private Optional<ExistingRule> current(
            Source source, String id, Map<String, String> question, Predicate<ExistingRule> allowed) {
        JsonNode found =
                ask(source, "DescribeMetricRuleList", question).path("Alarms").path("Alarm");
        for (JsonNode rule : found) {
            if (rule.path("RuleId").asText().equals(id)) {
                return Optional.of(existing(source, rule)
                        .filter(allowed)
                        .orElseThrow(() -> new PlatformFailure.BadRequest(
                                "not_ours", "the rule lost the labels of this data source and is left alone: " + id)));
            }
        }
        return Optional.empty();
    }

    /** Empty when the rule does not carry the marker of this data source. */
    private Optional<ExistingRule> existing(Source source, JsonNode rule) {
        Map<String, String> labels = AliyunBody.labels(rule);
        UnaryOperator<String> label = name -> labels.getOrDefault(name, "");
        boolean former = label.apply(Ownership.SOURCE).isEmpty()
                && !source.name().isEmpty()
                && rule.path("RuleId").asText().startsWith(source.name() + "-")
                && FORMER.matcher(rule.path("RuleId").asText()).find();
        if (!former && !Ownership.names(source, label)) {
            return Optional.empty();
        }
        return Optional.of(new ExistingRule(
                rule.path("RuleId").asText(),
                labels.getOrDefault(Ownership.RULE, ""),
                rule.path("RuleName").asText(),
                rule.path("EnableState").asBoolean(true),
                bodies.content(rule),
                former ? Ownership.Owner.VEAIOPS : Ownership.of(source, label)));
    }
}
