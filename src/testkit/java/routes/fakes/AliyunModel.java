package routes.fakes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongToDoubleFunction;
import routes.common.json.Json;

/** What a fake CloudMonitor knows: points in pages, and rules with what it refuses of them. */
public final class AliyunModel {
    private static final Set<String> TIMES = Set.of("1", "2", "3", "5", "10", "15", "30", "60", "90", "120", "180");
    private static final int DEFAULT_PAGE = 10;

    private final Map<Map<String, String>, LongToDoubleFunction> series = new LinkedHashMap<>();
    private final Map<String, ObjectNode> rules = new LinkedHashMap<>();
    private int writes;

    /** One that measures the same. */
    AliyunModel withoutRules() {
        AliyunModel other = new AliyunModel();
        other.series.putAll(series);
        return other;
    }

    public void addSeries(Map<String, String> dimensions, LongToDoubleFunction value) {
        series.put(dimensions, value);
    }

    public Map<String, ObjectNode> rules() {
        return rules;
    }

    public int writes() {
        return writes;
    }

    /** A rule that a person made. */
    public String byHand(String name) {
        String id = "hand-" + rules.size();
        ObjectNode rule = object().put("RuleId", id).put("RuleName", name).put("EnableState", true);
        rules.put(id, rule.put("Namespace", "acs_ecs_dashboard").put("MetricName", "cpu_total"));
        return id;
    }

    ObjectNode call(String action, Map<String, String> parameters) {
        if (!action.startsWith("Describe")) {
            writes++;
        }
        return switch (action) {
            case "DescribeMetricList" -> metrics(parameters);
            case "DescribeMetricRuleList" -> list(parameters);
            case "PutResourceMetricRule" -> put(parameters);
            case "DeleteMetricRules" -> each(parameters, "Id.", rules::remove);
            case "DisableMetricRules" -> each(
                    parameters, "RuleId.", id -> rules.get(id).put("EnableState", false));
            case "DescribeProjectMeta" -> resource(
                    "Total", object().put("Namespace", "acs_ecs_dashboard").put("Description", "ECS"));
            case "DescribeMetricMetaList" -> resource(
                    "TotalCount",
                    object().put("MetricName", "cpu_total")
                            .put("Namespace", "acs_ecs_dashboard")
                            .put("Statistics", "Average,Minimum,Maximum")
                            .put("Dimensions", "userId,instanceId")
                            .put("Labels", "[{\"name\":\"is_alarm\",\"value\":\"true\"}]"));
            case "DescribeContactGroupList" -> contactGroups();
            default -> throw new IllegalArgumentException("no action " + action);
        };
    }

    private ObjectNode metrics(Map<String, String> parameters) {
        int length = Integer.parseInt(parameters.getOrDefault("Length", "1000"));
        require(length <= 1440, "Length");
        JsonNode wanted = json(parameters.getOrDefault("Dimensions", "[]"));
        require(wanted.size() <= 50, "Dimensions");
        long step = Long.parseLong(parameters.get("Period")) * 1000;
        long start = Long.parseLong(parameters.get("StartTime"));
        long end = Long.parseLong(parameters.get("EndTime"));
        require(start < end, "StartTime");
        List<ObjectNode> points = new ArrayList<>();
        for (long time = start / step * step + step; time <= end; time += step) {
            long at = time;
            series.forEach((dimensions, value) -> {
                if (wanted.isEmpty() || holds(wanted, dimensions)) {
                    points.add(point(dimensions, at, value.applyAsDouble(at / 1000)));
                }
            });
        }
        int from = Integer.parseInt(parameters.getOrDefault("NextToken", "0"));
        int to = Math.min(points.size(), from + length);
        ArrayNode page = Json.mapper().createArrayNode();
        points.subList(from, to).forEach(page::add);
        ObjectNode answer = object().put("Datapoints", page.toString());
        return to < points.size() ? answer.put("NextToken", String.valueOf(to)) : answer;
    }

    private static ObjectNode point(Map<String, String> dimensions, long time, double value) {
        ObjectNode point = object().put("timestamp", time).put("userId", "12");
        dimensions.forEach(point::put);
        return point.put("P99999", value)
                .put("unit", "%")
                .put("Average", value)
                .put("Minimum", value - 1)
                .put("Maximum", value + 1)
                .put("Sum", value * 60);
    }

    private static boolean holds(JsonNode wanted, Map<String, String> dimensions) {
        for (JsonNode one : wanted) {
            if (one.properties().stream()
                    .allMatch(entry -> entry.getValue().asText().equals(dimensions.get(entry.getKey())))) {
                return true;
            }
        }
        return false;
    }

    private ObjectNode list(Map<String, String> parameters) {
        List<String> ids = Arrays.asList(parameters.getOrDefault("RuleIds", "").split(","));
        require(ids.size() <= 20, "RuleIds");
        List<ObjectNode> found = rules.values().stream()
                .filter(rule -> !parameters.containsKey("RuleIds")
                        || ids.contains(rule.path("RuleId").asText()))
                .filter(rule -> rule.path("RuleName").asText().contains(parameters.getOrDefault("RuleName", "")))
                .filter(rule -> List.of("Namespace", "MetricName").stream()
                        .allMatch(field -> !parameters.containsKey(field)
                                || parameters.get(field).equals(rule.path(field).asText())))
                .toList();
        int size = Integer.parseInt(parameters.getOrDefault("PageSize", String.valueOf(DEFAULT_PAGE)));
        int from = (Integer.parseInt(parameters.getOrDefault("Page", "1")) - 1) * size;
        ObjectNode answer = object().put("Total", String.valueOf(found.size()));
        ArrayNode page = answer.putObject("Alarms").putArray("Alarm");
        found.stream().skip(from).limit(size).forEach(page::add);
        return answer;
    }

    /** Putting a rule makes it or writes it anew, and switches it on. */
    private ObjectNode put(Map<String, String> parameters) {
        for (String name : List.of("RuleId", "RuleName", "Namespace", "MetricName", "ContactGroups", "Resources")) {
            require(!parameters.getOrDefault(name, "").isBlank(), name);
        }
        String interval = parameters.getOrDefault("EffectiveInterval", "00:00-23:59");
        require(interval.matches("([01]\\d|2[0-3]):[0-5]\\d-([01]\\d|2[0-3]):[0-5]\\d"), "EffectiveInterval");
        require(interval.substring(0, 5).compareTo(interval.substring(6)) < 0, "EffectiveInterval");
        require(Integer.parseInt(parameters.getOrDefault("SilenceTime", "86400")) >= 3600, "SilenceTime");
        require(json(parameters.get("Resources")).isArray(), "Resources");
        ObjectNode rule = object().put("EnableState", true).put("AlertState", "OK");
        ArrayNode labels = rule.putObject("Labels").putArray("Labels");
        ObjectNode escalations = rule.putObject("Escalations");
        parameters.forEach((name, value) -> {
            if (name.startsWith("Escalations.")) {
                String[] parts = name.split("\\.");
                escalations.withObject("/" + parts[1]).put(parts[2], value);
                require(!parts[2].equals("Times") || TIMES.contains(value), "Times");
            } else if (name.matches("Labels\\.\\d+\\.Key")) {
                labels.addObject().put("Key", value).put("Value", parameters.get(name.replace("Key", "Value")));
            } else if (!name.startsWith("Labels.")) {
                rule.put(name, value);
            }
        });
        require(!escalations.isEmpty(), "Escalations");
        rules.put(parameters.get("RuleId"), rule);
        return object();
    }

    private static ObjectNode each(Map<String, String> parameters, String prefix, Consumer<String> change) {
        List<String> ids = parameters.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .map(Map.Entry::getValue)
                .toList();
        require(!ids.isEmpty() && ids.size() <= 100, prefix);
        ids.forEach(change);
        return object();
    }

    private static ObjectNode resource(String total, ObjectNode one) {
        ObjectNode answer = object().put(total, 1);
        answer.putObject("Resources").putArray("Resource").add(one);
        return answer;
    }

    private static ObjectNode contactGroups() {
        ObjectNode answer = object().put("Total", 1);
        answer.putObject("ContactGroups").putArray("ContactGroup").add("night watch");
        return answer;
    }

    private static void require(boolean fine, String name) {
        if (!fine) {
            throw new IllegalArgumentException(name);
        }
    }

    private static JsonNode json(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON: " + text, e);
        }
    }

    private static ObjectNode object() {
        return Json.mapper().createObjectNode();
    }
}
