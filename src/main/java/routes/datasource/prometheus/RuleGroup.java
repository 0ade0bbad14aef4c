package routes.datasource.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import routes.common.json.Json;
import routes.datasource.Source;

/** The list of rules of a group, as a map by their ids. Pure. */
final class RuleGroup {
    private RuleGroup() {}

    static String name(Source source) {
        return "veaiops-" + source.id();
    }

    /** A rule that a person added without an id, or a second one of the same id, is kept as it is. */
    static Map<String, ObjectNode> byId(JsonNode list) {
        Map<String, ObjectNode> rules = new LinkedHashMap<>();
        for (JsonNode rule : list) {
            String id = rule.path("labels").path(PrometheusRuleText.RULE).asText("");
            if (rule instanceof ObjectNode object) {
                rules.put(id.isEmpty() || rules.containsKey(id) ? "other-" + rules.size() : id, object);
            }
        }
        return rules;
    }

    /** In the order in which they came. */
    static ArrayNode list(Map<String, ObjectNode> rules) {
        ArrayNode list = Json.mapper().createArrayNode();
        rules.values().forEach(list::add);
        return list;
    }

    /** In an order that does not depend on when a rule was made, for what is kept in a repository. */
    static ArrayNode sorted(Map<String, ObjectNode> rules) {
        ArrayNode list = Json.mapper().createArrayNode();
        rules.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, ObjectNode> rule) ->
                                rule.getValue().path("alert").asText())
                        .thenComparing(Map.Entry::getKey))
                .forEach(rule -> list.add(rule.getValue()));
        return list;
    }
}
