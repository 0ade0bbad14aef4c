package routes.threshold.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.common.error.RefusedRequest;
import routes.common.repository.Records;
import routes.subscription.Stamps;

/** The fields of a metric template and what they may hold. */
public final class MetricTemplate {
    /** What a template can be for. */
    public static final List<String> TYPES = List.of(
            "SelfDefined",
            "SuccessRate",
            "SuccessRate100",
            "ErrorRate",
            "ErrorRate100",
            "CounterRate",
            "Count",
            "ErrorCount",
            "FatalErrorCount",
            "Latency",
            "LatencySecond",
            "LatencyMicrosecond",
            "ResourceUtilizationRate",
            "ResourceUtilizationRate100",
            "CPUUsedCore",
            "MemoryUsedBytes",
            "Throughput");

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int LONGEST_NAME = 128;

    private enum Kind {
        NUMBER,
        COUNT,
        TEXT
    }

    /** @param preset in the copy that a version has; null for none */
    private record Field(String name, Kind kind, @Nullable Object preset) {
        JsonNode presetNode() {
            if (preset instanceof Double number) {
                return NODES.numberNode(number);
            }
            if (preset instanceof Integer number) {
                return NODES.numberNode(number);
            }
            return preset instanceof String text ? NODES.textNode(text) : NODES.nullNode();
        }
    }

    private static final List<Field> FIELDS = List.of(
            new Field("min_value", Kind.NUMBER, 0.0),
            new Field("max_value", Kind.NUMBER, 100.0),
            new Field("normal_range_start", Kind.NUMBER, null),
            new Field("normal_range_end", Kind.NUMBER, null),
            new Field("min_ts_length", Kind.COUNT, 100),
            new Field("min_step", Kind.NUMBER, 1.0),
            new Field("min_violation", Kind.NUMBER, 1.0),
            new Field("min_violation_ratio", Kind.NUMBER, 0.01),
            new Field("missing_value", Kind.TEXT, null),
            new Field("failure_interval_expectation", Kind.COUNT, 300),
            new Field("display_unit", Kind.TEXT, "count"),
            new Field("linear_scale", Kind.NUMBER, 1.0),
            new Field("max_time_gap", Kind.COUNT, 3600));

    private MetricTemplate() {}

    /** A checked one as it is stored first. */
    public static ObjectNode fresh(ObjectNode checked, Instant now) {
        return checked.deepCopy().put("is_active", true).setAll(Records.tree(Stamps.created(now)));
    }

    /**
     * A template as it is stored.
     *
     * @param before what is stored already; empty for a new one. A null in the body clears an optional field
     * @throws RefusedRequest naming the field
     */
    public static ObjectNode checked(String path, ObjectNode before, JsonNode given) {
        ObjectNode template = NODES.objectNode();
        String name =
                text(path + "name", given.path("name"), before.path("name").asText(""));
        if (name.isBlank()) {
            throw RefusedRequest.invalid(path + "name", path + "name is required");
        }
        String type = text(
                path + "metric_type",
                given.path("metric_type"),
                before.path("metric_type").asText(""));
        if (!TYPES.contains(type)) {
            throw RefusedRequest.invalid(path + "metric_type", path + "metric_type must be one of " + TYPES);
        }
        template.put("name", name).put("metric_type", type);
        FIELDS.forEach(field -> template.set(field.name(), value(path, field, before, given)));
        return template;
    }

    /** The copy that a version has: what is missing takes VeAIOps' defaults. */
    public static ObjectNode copy(String path, JsonNode given) {
        if (!given.isObject()) {
            throw RefusedRequest.invalid(path, path + " must be an object");
        }
        ObjectNode defaults = NODES.objectNode().put("name", "default_metric").put("metric_type", "Count");
        FIELDS.forEach(field -> defaults.set(field.name(), field.presetNode()));
        return checked(path + ".", defaults, given);
    }

    /** The templates that a new installation has. */
    public static List<ObjectNode> seeds() {
        return List.of(
                seed("资源使用率百分比", "ResourceUtilizationRate100", new double[] {0.001, 100, 0, 70}, "0", "%"),
                seed("资源使用率(范围0-1)", "ResourceUtilizationRate", new double[] {0.00001, 1, 0, 0.7}, "0", ""),
                seed("错误率百分比", "ErrorRate100", new double[] {0.01, 100, 0, 10}, "0", "%"),
                seed("成功率百分比", "SuccessRate100", new double[] {0.01, 100, 95, 0}, "100", "%"),
                seed("成功率", "SuccessRate", new double[] {0.0001, 1, 0.95, 0}, "0", ""));
    }

    private static JsonNode value(String path, Field field, ObjectNode before, JsonNode given) {
        JsonNode value = given.path(field.name());
        if (value.isMissingNode()) {
            return before.has(field.name()) ? before.get(field.name()) : field.presetNode();
        }
        if (value.isNull()) {
            return value;
        }
        boolean fits =
                switch (field.kind()) {
                    case NUMBER -> value.isNumber() && Double.isFinite(value.doubleValue());
                    case COUNT -> value.isIntegralNumber() && value.canConvertToInt() && value.intValue() >= 0;
                    case TEXT -> value.isTextual() && value.textValue().length() <= LONGEST_NAME;
                };
        if (!fits) {
            String wanted =
                    switch (field.kind()) {
                        case NUMBER -> "a number";
                        case COUNT -> "a whole number from 0 on";
                        case TEXT -> "a text of at most " + LONGEST_NAME + " characters";
                    };
            throw RefusedRequest.invalid(path + field.name(), path + field.name() + " must be " + wanted);
        }
        return value;
    }

    private static String text(String path, JsonNode value, String otherwise) {
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (!value.isTextual() || value.textValue().length() > LONGEST_NAME) {
            throw RefusedRequest.invalid(path, path + " must be a text of at most " + LONGEST_NAME + " characters");
        }
        return value.textValue();
    }

    /** @param numbers min_step, max_value, normal_range_start, normal_range_end */
    private static ObjectNode seed(String name, String type, double[] numbers, String missing, String unit) {
        ObjectNode given = NODES.objectNode().put("name", name).put("metric_type", type);
        given.put("min_value", 0.0).put("min_violation", 0.0).put("min_violation_ratio", 0.0);
        given.put("failure_interval_expectation", 300).put("linear_scale", 1.0).put("max_time_gap", 600);
        given.put("min_step", numbers[0]).put("max_value", numbers[1]).put("min_ts_length", 2880);
        given.put("normal_range_start", numbers[2]).put("normal_range_end", numbers[3]);
        given.put("missing_value", missing).put("display_unit", unit);
        return checked("", NODES.objectNode(), given);
    }
}
