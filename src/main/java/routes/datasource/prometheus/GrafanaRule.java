package routes.datasource.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.common.json.Json;
import routes.datasource.PlatformText;

/**
 * A rule of a rule file as Grafana has it. Any result of the expression is an alarm, as in Prometheus: a query, whether it has a
 * value, and a threshold on that (the same three steps that Grafana's import of Prometheus rules makes). Pure.
 *
 * @param folder uid of the folder
 * @param datasource uid of the data source in Grafana that answers the expression
 */
record GrafanaRule(String folder, String group, String datasource) {
    private static final String NAME = "veaiops_alert";
    private static final String QUERY = "A";
    private static final int LONGEST_TITLE = 180;
    private static final int LOOK_BACK_SECONDS = 600;
    private static final int SHORT_ID = 8;

    /** Ours as a rule of a rule file; one of others as it is. */
    ObjectNode read(ObjectNode rule) {
        if (!rule.path("labels").has(PrometheusRuleText.RULE)) {
            return rule;
        }
        ObjectNode annotations = rule.path("annotations").isObject()
                ? rule.path("annotations").deepCopy()
                : Json.mapper().createObjectNode();
        JsonNode name = annotations.remove(NAME);
        ObjectNode read = Json.mapper()
                .createObjectNode()
                .put("alert", name == null ? rule.path("title").asText() : name.asText());
        read.put("expr", expression(rule) + (rule.path("isPaused").asBoolean() ? PromQl.OFF : ""));
        for (String field : List.of("for", "keep_firing_for")) {
            long seconds = PrometheusDuration.seconds(rule.path(field).asText());
            if (seconds > 0) {
                read.put(field, PrometheusDuration.text(seconds));
            }
        }
        read.set("labels", rule.path("labels").deepCopy());
        read.set("annotations", annotations);
        return read;
    }

    private static String expression(JsonNode rule) {
        for (JsonNode part : rule.path("data")) {
            if (part.path("refId").asText().equals(QUERY)) {
                return part.path("model").path("expr").asText();
            }
        }
        return "";
    }

    /** @param before the rule as Grafana has it; null for a new one */
    ObjectNode written(String id, ObjectNode rule, @Nullable ObjectNode before) {
        if (!rule.path("labels").has(PrometheusRuleText.RULE)) {
            return rule;
        }
        ObjectNode written = before == null ? Json.mapper().createObjectNode() : before.deepCopy();
        String expression = rule.path("expr").asText();
        boolean off = expression.endsWith(PromQl.OFF);
        String name = rule.path("alert").asText();
        written.put("uid", written.path("uid").asText("veaiops-" + id))
                .put("title", PlatformText.within(LONGEST_TITLE, name) + " " + id.substring(0, SHORT_ID))
                .put("folderUID", folder)
                .put("ruleGroup", group)
                .put("condition", "C")
                .put("for", rule.path("for").asText("0s"))
                .put("isPaused", off);
        written.set(
                "data", data(off ? expression.substring(0, expression.length() - PromQl.OFF.length()) : expression));
        put(written, "noDataState", "OK");
        put(written, "execErrState", "Error");
        written.remove("keep_firing_for");
        if (rule.has("keep_firing_for")) {
            written.set("keep_firing_for", rule.path("keep_firing_for"));
        }
        written.set("labels", rule.path("labels"));
        ObjectNode annotations = rule.path("annotations").deepCopy();
        written.set("annotations", annotations.put(NAME, name));
        return written;
    }

    private static void put(ObjectNode written, String field, String preset) {
        if (!written.has(field)) {
            written.put(field, preset);
        }
    }

    private ArrayNode data(String expression) {
        ArrayNode data = Json.mapper().createArrayNode();
        ObjectNode query = part(data, QUERY, datasource, LOOK_BACK_SECONDS);
        query.put("expr", expression).put("instant", true).put("range", false);
        ObjectNode any = part(data, "B", "__expr__", 0);
        any.put("type", "math").put("expression", "is_number($A) || is_nan($A) || is_inf($A)");
        ObjectNode threshold = part(data, "C", "__expr__", 0);
        threshold.put("type", "threshold").put("expression", "B");
        ObjectNode evaluator = threshold
                .putArray("conditions")
                .addObject()
                .putObject("evaluator")
                .put("type", "gt");
        evaluator.putArray("params").add(0);
        return data;
    }

    /** @return its model */
    private static ObjectNode part(ArrayNode data, String id, String datasource, int from) {
        ObjectNode part = data.addObject().put("refId", id).put("datasourceUid", datasource);
        part.putObject("relativeTimeRange").put("from", from).put("to", 0);
        return part.putObject("model").put("refId", id);
    }
}
