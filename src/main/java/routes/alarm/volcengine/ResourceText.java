package routes.alarm.volcengine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.alarm.PlainText;

/** What people read about one resource of a notification. */
final class ResourceText {
    private ResourceText() {}

    /** Rule name and resource name. */
    static String title(JsonNode header, JsonNode resource) {
        String rule = PlainText.firstOf(
                header.path("RuleName").textValue(), header.path("RuleId").textValue());
        String name = PlainText.firstOf(
                resource.path("Name").textValue(), resource.path("Id").textValue());
        return name.isEmpty() ? rule : rule + " · " + name;
    }

    /** The rule's condition, then each metric with its value and threshold. */
    static String summary(NotificationType type, JsonNode header, JsonNode resource) {
        List<String> parts = new ArrayList<>();
        String condition = header.path("RuleCondition").textValue();
        if (condition != null && !condition.isBlank()) {
            parts.add(condition);
        }
        resource.path("Metrics").forEach(metric -> parts.add(metric(metric)));
        resource.path("NoDataMetrics")
                .forEach(metric -> parts.add("no data: " + metric.get("Name").textValue()));
        if (parts.isEmpty() && type.aboutMissingData()) {
            parts.add("no data");
        }
        return String.join("; ", parts);
    }

    /** The names of the metrics it is about, sorted, each once. */
    static List<String> metricNames(JsonNode resource) {
        JsonNode metrics =
                resource.path("Metrics").isEmpty() ? resource.path("NoDataMetrics") : resource.path("Metrics");
        List<String> names = new ArrayList<>(metrics.size());
        for (JsonNode metric : metrics) {
            String name = metric.get("Name").textValue();
            if (!names.contains(name)) {
                names.add(name);
            }
        }
        names.sort(null);
        return names;
    }

    private static String metric(JsonNode metric) {
        StringBuilder text = new StringBuilder(metric.get("Name").textValue());
        append(text, " ", number(metric.path("CurrentValue")));
        append(text, " ", metric.path("Unit").textValue());
        String threshold = number(metric.path("Threshold"));
        return threshold == null
                ? text.toString()
                : text.append(" (threshold ").append(threshold).append(')').toString();
    }

    private static @Nullable String number(JsonNode value) {
        return value.isNumber() ? value.asText() : null;
    }

    private static void append(StringBuilder text, String before, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            text.append(before).append(value);
        }
    }
}
