package routes.datasource.aliyun;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import routes.common.json.Json;
import routes.datasource.AlarmCallbackUrl;
import routes.datasource.DesiredRule;
import routes.datasource.Ownership;

/** Converts the content of a rule to requests of CloudMonitor, and back from its answers. @param callback is named without its token in a content */
record AliyunBody(AlarmCallbackUrl callback) {
    /** What a rule does when there are no values: it stays as it is, or says so. */
    static final String NO_DATA_KEEPS = "KEEP_LAST_STATE";

    static final String NO_DATA_ALARMS = "INSUFFICIENT_DATA";

    private static final List<String> LEVELS = List.of("Critical", "Warn", "Info");
    /** Labels of other people are theirs. */
    private static final Pattern OURS = Pattern.compile(
            String.join("|", Ownership.MANAGED_BY, Ownership.DEPLOYMENT, Ownership.SOURCE, "projects_\\d{2,}"));

    /** Flat, as the platform wants nested values: {@code Escalations.Critical.Times}. */
    Map<String, String> parameters(String id, DesiredRule rule) {
        JsonNode content = rule.content();
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("RuleId", id);
        parameters.put("RuleName", rule.name());
        parameters.put("Namespace", content.path("namespace").asText());
        parameters.put("MetricName", content.path("metric").asText());
        parameters.put("ContactGroups", joined(content.path("groups")));
        parameters.put(
                "Resources",
                Json.mapper().createArrayNode().add(content.path("resources")).toString());
        escalation(parameters, content);
        parameters.put("Period", content.path("period").asText());
        parameters.put("Interval", content.path("period").asText());
        parameters.put("NoDataPolicy", content.path("no_data").asText());
        parameters.put("EffectiveInterval", content.path("effective").asText());
        parameters.put("SilenceTime", content.path("silence").asText());
        parameters.put("Webhook", callback.resolved(content.path("webhook").asText()));
        int number = 1;
        for (JsonNode label : content.path("labels")) {
            label(
                    parameters,
                    number++,
                    label.path("Key").asText(),
                    label.path("Value").asText());
        }
        label(parameters, number, Ownership.RULE, rule.id());
        return parameters;
    }

    private static void escalation(Map<String, String> parameters, JsonNode content) {
        String level = "Escalations." + content.path("level").asText() + ".";
        parameters.put(level + "Statistics", content.path("statistics").asText());
        parameters.put(level + "ComparisonOperator", content.path("comparison").asText());
        parameters.put(level + "Threshold", content.path("threshold").asText());
        parameters.put(level + "Times", content.path("times").asText());
    }

    private static void label(Map<String, String> parameters, int number, String key, String value) {
        parameters.put("Labels." + number + ".Key", key);
        parameters.put("Labels." + number + ".Value", value);
    }

    private static String joined(JsonNode texts) {
        return StreamSupport.stream(texts.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(","));
    }

    ObjectNode content(JsonNode rule) {
        ObjectNode content = Json.mapper()
                .createObjectNode()
                .put("name", rule.path("RuleName").asText());
        content.put("namespace", rule.path("Namespace").asText());
        content.put("metric", rule.path("MetricName").asText());
        escalation(content, rule.path("Escalations"));
        content.put("period", rule.path("Period").asLong());
        String noData = rule.path("NoDataPolicy").asText("");
        content.put("no_data", noData.isEmpty() ? NO_DATA_KEEPS : noData);
        content.put("effective", rule.path("EffectiveInterval").asText());
        content.put("silence", rule.path("SilenceTime").asInt());
        resources(content.putObject("resources"), rule.path("Resources").asText());
        ArrayNode groups = content.putArray("groups");
        Arrays.stream(rule.path("ContactGroups").asText().split(","))
                .filter(name -> !name.isBlank())
                .sorted()
                .forEach(groups::add);
        content.put("webhook", callback.shown(rule.path("Webhook").asText("")));
        ArrayNode labels = content.putArray("labels");
        labels(rule).forEach((key, value) -> {
            if (OURS.matcher(key).matches()) {
                labels.addObject().put("Key", key).put("Value", value);
            }
        });
        return content;
    }

    private static void escalation(ObjectNode content, JsonNode escalations) {
        String level = LEVELS.stream()
                .filter(one ->
                        !escalations.path(one).path("Threshold").asText("").isEmpty())
                .findFirst()
                .orElse("");
        JsonNode escalation = escalations.path(level);
        content.put("level", level);
        content.put("statistics", escalation.path("Statistics").asText());
        content.put("comparison", escalation.path("ComparisonOperator").asText());
        content.put("threshold", escalation.path("Threshold").asText());
        content.put("times", escalation.path("Times").asInt());
    }

    /** A text that is no JSON is a resource that we did not write: the rule differs. */
    private static void resources(ObjectNode resources, String text) {
        try {
            JsonNode first = Json.mapper().readTree(text).path(0);
            new TreeSet<>(first.properties().stream().map(Map.Entry::getKey).toList())
                    .forEach(key -> resources.put(key, first.path(key).asText()));
        } catch (JsonProcessingException e) {
            resources.put("unreadable", text);
        }
    }

    static TreeMap<String, String> labels(JsonNode rule) {
        TreeMap<String, String> labels = new TreeMap<>();
        rule.path("Labels")
                .path("Labels")
                .forEach(label -> labels.put(
                        label.path("Key").asText(), label.path("Value").asText()));
        return labels;
    }
}
