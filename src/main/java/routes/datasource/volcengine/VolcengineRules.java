package routes.datasource.volcengine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import routes.common.json.Json;
import routes.datasource.AlarmCallbackUrl;
import routes.datasource.DesiredRule;
import routes.datasource.ExistingRule;
import routes.datasource.Ownership;
import routes.datasource.PlatformFailure;
import routes.datasource.RuleOperation;
import routes.datasource.Source;

/** Alarm rules that carry the marker of a data source; it is checked again right before one is changed. */
final class VolcengineRules {
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 1000;
    /** How the names of VeAIOps' rules end. */
    private static final Pattern FORMER = Pattern.compile("_\\d\\d:\\d\\d-\\d\\d:\\d\\d$");
    /** As {@link VolcengineBody#description} writes it. */
    private static final Pattern DESCRIPTION = Pattern.compile(
            "Made by VeAIOps\\. Data source ([0-9a-f]{24}), (?:deployment (.+), )?rule ([0-9a-f]{24})\\.");

    private final VolcengineApi api;
    private final VolcengineBody bodies;

    VolcengineRules(VolcengineApi api, AlarmCallbackUrl callback) {
        this.api = api;
        this.bodies = new VolcengineBody(callback);
    }

    List<ExistingRule> all(Source source) {
        return listed(source, null);
    }

    /** @param name narrows the list to names like it; the marker decides */
    private List<ExistingRule> listed(Source source, @Nullable String name) {
        List<ExistingRule> rules = new ArrayList<>();
        int seen = 0;
        for (int page = 1; page <= MOST_PAGES; page++) {
            ObjectNode body =
                    Json.mapper().createObjectNode().put("PageNumber", page).put("PageSize", PAGE);
            body.putArray("Namespace").add(source.config().path("namespace").asText());
            if (name != null) {
                body.put("RuleName", name);
            }
            JsonNode result = api.repeatable(source.account(), region(source), "ListRules", body);
            JsonNode data = result.path("Data");
            data.forEach(rule -> existing(source, rule).ifPresent(rules::add));
            seen += data.size();
            if (data.isEmpty() || seen >= result.path("TotalCount").asInt()) {
                return rules;
            }
        }
        throw new PlatformFailure.Unavailable("the pages of ListRules do not end", "endless");
    }

    private static String region(Source source) {
        return source.config().path("region").asText();
    }

    String apply(Source source, RuleOperation operation) {
        if (operation instanceof RuleOperation.Create create) {
            return create(source, create.rule());
        }
        if (operation instanceof RuleOperation.Update update) {
            return update(source, update.existing(), update.rule());
        }
        ExistingRule gone = ((RuleOperation.Delete) operation).existing();
        if (current(source, gone).isPresent()) {
            api.once(source.account(), region(source), "DeleteRulesByIds", ids(gone));
        }
        return gone.remoteId();
    }

    /** One that was made by a call whose answer got lost is found by its marker and brought up to date. */
    private String create(Source source, DesiredRule rule) {
        for (ExistingRule made : listed(source, rule.name())) {
            if (made.ruleId().equals(rule.id()) && made.ours()) {
                return update(source, made, rule);
            }
        }
        ObjectNode body = bodies.body(source, rule).put("EnableState", "enable");
        String id = api.once(source.account(), region(source), "CreateRule", body)
                .path("Data")
                .path(0)
                .asText("");
        if (id.isEmpty()) {
            throw new PlatformFailure.Unavailable("Volcengine answered without the id of the rule", "no_id");
        }
        return id;
    }

    private String update(Source source, ExistingRule existing, DesiredRule rule) {
        ExistingRule now = current(source, existing)
                .orElseThrow(() -> new PlatformFailure.BadRequest("gone", "the rule is gone: " + existing.name()));
        ObjectNode body = bodies.body(source, rule).put("Id", existing.remoteId());
        body.put("EnableState", now.enabled() ? "enable" : "disable");
        api.repeatable(source.account(), region(source), "UpdateRule", body);
        return existing.remoteId();
    }

    private Optional<ExistingRule> current(Source source, ExistingRule existing) {
        JsonNode found = api.repeatable(source.account(), region(source), "ListRulesByIds", ids(existing))
                .path("Data")
                .path(0);
        if (found.isMissingNode()) {
            return Optional.empty();
        }
        return Optional.of(existing(source, found)
                .filter(now -> now.mayBeChangedAs(existing))
                .orElseThrow(() -> new PlatformFailure.BadRequest(
                        "not_ours",
                        "the rule lost the marker of this data source and is left alone: " + existing.name())));
    }

    private static ObjectNode ids(ExistingRule existing) {
        ObjectNode body = Json.mapper().createObjectNode();
        body.putArray("Ids").add(existing.remoteId());
        return body;
    }

    /** Empty when the rule does not carry the marker of this data source. */
    private Optional<ExistingRule> existing(Source source, JsonNode rule) {
        Map<String, String> tags = new HashMap<>();
        rule.path("Tags")
                .forEach(tag ->
                        tags.put(tag.path("Key").asText(), tag.path("Value").asText()));
        if (tags.isEmpty()) {
            tags.putAll(described(rule.path("Description").asText("")));
        }
        UnaryOperator<String> tag = name -> tags.getOrDefault(name, "");
        boolean former = tag.apply(Ownership.SOURCE).isEmpty()
                && !source.name().isEmpty()
                && rule.path("RuleName").asText().startsWith(source.name() + "_")
                && FORMER.matcher(rule.path("RuleName").asText()).find();
        if (!former && !Ownership.names(source, tag)) {
            return Optional.empty();
        }
        return Optional.of(new ExistingRule(
                rule.path("Id").asText(),
                tag.apply(Ownership.RULE),
                rule.path("RuleName").asText(),
                rule.path("EnableState").asText().equals("enable"),
                bodies.content(rule, tags),
                former ? Ownership.Owner.VEAIOPS : Ownership.of(source, tag)));
    }

    /** What the description says of a rule whose tags the answer does not show. */
    private static Map<String, String> described(String description) {
        Matcher found = DESCRIPTION.matcher(description);
        if (!found.matches()) {
            return Map.of();
        }
        Map<String, String> tags = new HashMap<>();
        tags.put(Ownership.MANAGED_BY, Ownership.US);
        tags.put(Ownership.SOURCE, found.group(1));
        Optional.ofNullable(found.group(2)).ifPresent(deployment -> tags.put(Ownership.DEPLOYMENT, deployment));
        tags.put(Ownership.RULE, found.group(3));
        return tags;
    }
}
