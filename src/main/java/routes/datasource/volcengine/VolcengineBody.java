package routes.datasource.volcengine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import routes.common.json.Json;
import routes.datasource.AlarmCallbackUrl;
import routes.datasource.DesiredRule;
import routes.datasource.Ownership;
import routes.datasource.Source;

/** Converts the content of a rule to requests of Volcengine, and back from its answers. @param callback is named without its token in a content */
record VolcengineBody(AlarmCallbackUrl callback) {
    /** Tags of other people are theirs. */
    private static final Pattern OURS = Pattern.compile(
            String.join("|", Ownership.MANAGED_BY, Ownership.DEPLOYMENT, Ownership.SOURCE, "projects_\\d{2,}"));

    /** @param deployment empty: as earlier versions wrote it */
    static String description(Source source, String deployment, String ruleId) {
        String signed = deployment.isEmpty() ? "" : "deployment " + deployment + ", ";
        return "Made by VeAIOps. Data source " + source.id() + ", " + signed + "rule " + ruleId + ".";
    }

    ObjectNode body(Source source, DesiredRule rule) {
        JsonNode content = rule.content();
        ObjectNode body =
                Json.mapper().createObjectNode().put("RuleName", rule.name()).put("RuleType", "static");
        body.put("Description", description(source, source.deployment(), rule.id()));
        body.put("Namespace", source.config().path("namespace").asText());
        body.put("SubNamespace", source.config().path("sub_namespace").asText());
        body.set("Level", content.path("level"));
        body.putArray("LevelConditions");
        body.put("MultipleConditions", false);
        condition(body.putArray("Conditions").addObject(), content);
        body.set("EvaluationCount", content.path("evaluation"));
        noData(body.putObject("NoData"), content.path("no_data").asInt());
        body.set("EffectStartAt", content.path("from"));
        body.set("EffectEndAt", content.path("to"));
        ObjectNode dimensions = body.putObject("OriginalDimensions");
        content.path("dimensions")
                .properties()
                .forEach(one -> dimensions.putArray(one.getKey()).add(one.getValue()));
        body.putArray("Regions").add(content.path("region"));
        body.put("SilenceTime", 5).putObject("RecoveryNotify").put("Enable", true);
        notification(body, content);
        ArrayNode tags = body.putArray("Tags");
        content.path("tags").forEach(tags::add);
        tags.addObject().put("Key", Ownership.RULE).put("Value", rule.id());
        return body;
    }

    /**
     * {@code Period} is a text of seconds, as {@code "60"} in the verified example of Terraform's volcenginecc_cloudmonitor_rule (provider
     * 0.0.46); there {@code evaluation_count} is in minutes.
     */
    private static void condition(ObjectNode condition, JsonNode content) {
        condition.put("MetricName", content.path("metric").asText());
        condition.put("MetricUnit", content.path("unit").asText());
        condition.put("Statistics", content.path("statistics").asText());
        condition.put("ComparisonOperator", content.path("comparison").asText());
        condition.put("Threshold", content.path("threshold").asText());
        condition.put("Period", content.path("period").asText());
    }

    private void notification(ObjectNode body, JsonNode content) {
        body.set("AlertMethods", content.path("methods"));
        body.set("ContactGroupIds", content.path("groups"));
        String webhook = callback.resolved(content.path("webhook").asText());
        if (!webhook.isEmpty()) {
            body.put("Webhook", webhook);
        }
    }

    /** @param tags those of the rule, by key */
    ObjectNode content(JsonNode rule, Map<String, String> tags) {
        ObjectNode content = Json.mapper()
                .createObjectNode()
                .put("name", rule.path("RuleName").asText());
        content.put("level", rule.path("Level").asText());
        readCondition(content, rule.path("Conditions").path(0));
        content.put("evaluation", rule.path("EvaluationCount").asInt());
        content.put("no_data", silence(rule.path("NoData")));
        content.put("from", rule.path("EffectStartAt").asText());
        content.put("to", rule.path("EffectEndAt").asText());
        dimensions(content.putObject("dimensions"), rule.path("OriginalDimensions"));
        content.put("region", rule.path("Regions").path(0).asText());
        sorted(rule.path("AlertMethods")).forEach(content.putArray("methods")::add);
        sorted(rule.path("ContactGroupIds")).forEach(content.putArray("groups")::add);
        content.put(
                "webhook",
                callback.shown(rule.path("WebHook").asText(rule.path("Webhook").asText(""))));
        ours(content.putArray("tags"), tags);
        return content;
    }

    private static void dimensions(ObjectNode sorted, JsonNode dimensions) {
        TreeMap<String, String> all = new TreeMap<>();
        dimensions
                .properties()
                .forEach(one -> all.put(one.getKey(), one.getValue().path(0).asText()));
        all.forEach(sorted::put);
    }

    /** Tags of other people are theirs. */
    private static void ours(ArrayNode list, Map<String, String> tags) {
        new TreeMap<>(tags).forEach((key, value) -> {
            if (OURS.matcher(key).matches()) {
                list.addObject().put("Key", key).put("Value", value);
            }
        });
    }

    /** @param periods 0: a rule says nothing of missing data */
    private static void noData(ObjectNode noData, int periods) {
        noData.put("Enable", periods > 0);
        if (periods > 0) {
            noData.put("EvaluationCount", periods);
        }
    }

    private static int silence(JsonNode noData) {
        return noData.path("Enable").asBoolean()
                ? noData.path("EvaluationCount").asInt()
                : 0;
    }

    private static void readCondition(ObjectNode content, JsonNode from) {
        content.put("metric", from.path("MetricName").asText());
        content.put("unit", from.path("MetricUnit").asText());
        content.put("statistics", from.path("Statistics").asText());
        content.put("comparison", from.path("ComparisonOperator").asText());
        content.put("threshold", from.path("Threshold").asText());
        content.put("period", seconds(from.path("Period").asText()));
    }

    /** The number, whatever unit it has. */
    private static long seconds(String period) {
        String digits = period.replaceAll("\\D", "");
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }

    private static TreeSet<String> sorted(JsonNode texts) {
        TreeSet<String> sorted = new TreeSet<>();
        texts.forEach(text -> sorted.add(text.asText()));
        return sorted;
    }
}
