package routes.datasource.aliyun;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import routes.common.json.Json;
import routes.datasource.Picker;
import routes.datasource.PlatformFailure;
import routes.datasource.SeriesRange;

/** What people choose from: namespaces, metrics that a rule may watch, instances, contact groups. */
final class AliyunPickers {
    private static final Duration LOOKED_AT = Duration.ofMinutes(10);
    private static final int MOST_PAGES = 100;
    private static final long STEP = 60;

    private final AliyunApi api;
    private final String homeRegion;
    private final Clock clock;

    AliyunPickers(AliyunApi api, String homeRegion, Clock clock) {
        this.api = api;
        this.homeRegion = homeRegion;
        this.clock = clock;
    }

    List<Picker> all() {
        return List.of(
                new Picker("describe-project-meta", this::projects),
                new Picker("describe-metric-meta-list", this::metrics),
                new Picker("describe-contact-group-list", order -> contactGroups(order, "Name")),
                new Picker("contact_groups", order -> contactGroups(order, "name")),
                new Picker("metrics/instances", this::instances));
    }

    private Picker.Picked projects(Picker.Order order) {
        Map<String, String> parameters = paged(order);
        parameters.put("Project", order.text("project", ""));
        JsonNode body = api.ask(order.account(), homeRegion, "DescribeProjectMeta", parameters);
        List<JsonNode> found = new ArrayList<>();
        body.path("Resources").path("Resource").forEach(one -> found.add(fields(one, "Namespace", "Description")));
        return new Picker.Picked(found, body.path("Total").asLong(found.size()));
    }

    private Picker.Picked metrics(Picker.Order order) {
        Map<String, String> parameters = paged(order);
        parameters.put("Namespace", order.text("namespace", ""));
        parameters.put("MetricName", order.text("metric_name", ""));
        JsonNode body = api.ask(order.account(), homeRegion, "DescribeMetricMetaList", parameters);
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode one : body.path("Resources").path("Resource")) {
            if (isForAlarms(one.path("Labels").asText(""))) {
                found.add(fields(
                        one, "MetricName", "Description", "Namespace", "Dimensions", "Unit", "Periods", "Statistics"));
            }
        }
        return new Picker.Picked(found, body.path("TotalCount").asLong(found.size()));
    }

    private static boolean isForAlarms(String labels) {
        try {
            for (JsonNode label : Json.mapper().readTree(labels.isBlank() ? "[]" : labels)) {
                if (label.path("name").asText().equals("is_alarm")
                        && label.path("value").asText().equals("true")) {
                    return true;
                }
            }
            return false;
        } catch (JsonProcessingException e) {
            throw new PlatformFailure.Unavailable("the labels of a metric are not JSON", "broken_labels");
        }
    }

    private Picker.Picked contactGroups(Picker.Order order, String field) {
        Map<String, String> parameters = paged(order);
        parameters.put("ContactGroupName", order.text("name", ""));
        JsonNode body = api.ask(order.account(), homeRegion, "DescribeContactGroupList", parameters);
        List<JsonNode> found = new ArrayList<>();
        body.path("ContactGroups")
                .path("ContactGroup")
                .forEach(name -> found.add(Json.mapper().createObjectNode().put(field, name.asText())));
        return new Picker.Picked(found, body.path("Total").asLong(found.size()));
    }

    /** The labels that had points in the last ten whole minutes, each once. */
    private Picker.Picked instances(Picker.Order order) {
        ObjectNode config = Json.mapper().createObjectNode();
        List.of("namespace", "metric_name").forEach(field -> config.put(field, order.text(field)));
        Instant end = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        Map<String, String> parameters =
                AliyunMetrics.question(config, new SeriesRange(end.minus(LOOKED_AT), end), STEP);
        JsonNode dimensions = list(order, "dimensions");
        parameters.put("Dimensions", dimensions.isEmpty() ? "" : dimensions.toString());
        parameters.put("Express", AliyunMetrics.express(list(order, "group_by")));
        List<String> columns = AliyunMetrics.labelColumns(api, order.account(), order.text("region"), config);
        List<JsonNode> found = new ArrayList<>();
        String token = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            parameters.put("NextToken", token);
            JsonNode body = api.ask(order.account(), order.text("region"), "DescribeMetricList", parameters);
            for (JsonNode point : AliyunMetrics.points(body)) {
                JsonNode labels = Json.mapper().valueToTree(new TreeMap<>(AliyunMetrics.labels(point, columns)));
                if (!found.contains(labels)) {
                    found.add(labels);
                }
            }
            token = body.path("NextToken").asText("");
            if (token.isEmpty()) {
                break;
            }
        }
        return Picker.Picked.all(found);
    }

    private static Map<String, String> paged(Picker.Order order) {
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("PageNumber", String.valueOf(order.skip() / order.limit() + 1));
        parameters.put("PageSize", String.valueOf(order.limit()));
        return parameters;
    }

    private static JsonNode list(Picker.Order order, String name) {
        JsonNode given = order.parameters().get(name);
        return given == null || !given.isArray() ? Json.mapper().createArrayNode() : given;
    }

    private static JsonNode fields(JsonNode from, String... names) {
        ObjectNode shown = Json.mapper().createObjectNode();
        List.of(names).forEach(name -> shown.put(name, from.path(name).asText("")));
        return shown;
    }
}
