package routes.datasource.volcengine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import routes.common.json.Json;
import routes.datasource.Picker;
import routes.datasource.SeriesRange;

/** What people choose from: products and metrics of the catalogue, instances, contact groups. */
final class VolcenginePickers {
    private static final Duration LOOKED_AT = Duration.ofMinutes(10);
    private static final long STEP = 60;

    private final VolcengineApi api;
    private final VolcengineCatalogue catalogue;
    private final String homeRegion;
    private final Clock clock;

    VolcenginePickers(VolcengineApi api, VolcengineCatalogue catalogue, String homeRegion, Clock clock) {
        this.api = api;
        this.catalogue = catalogue;
        this.homeRegion = homeRegion;
        this.clock = clock;
    }

    List<Picker> all() {
        return List.of(
                Picker.open("products", order -> Picker.Picked.all(catalogue.products())),
                Picker.open("metrics", order -> Picker.Picked.all(metrics(order))),
                Picker.open("metrics/search", order -> Picker.Picked.all(metrics(order))),
                Picker.open("metrics/namespaces", order -> names(order, "namespace")),
                Picker.open("metrics/sub-namespaces", order -> names(order, "sub_namespace")),
                new Picker("metrics/instances", this::instances),
                new Picker("contact_groups", this::contactGroups));
    }

    /** All conditions together. */
    private List<JsonNode> metrics(Picker.Order order) {
        String word = order.text("keyword", "").toLowerCase(Locale.ROOT);
        return catalogue.metrics().stream()
                .filter(metric -> Stream.of("namespace", "sub_namespace", "metric_name")
                        .allMatch(field -> order.text(field, "").isBlank()
                                || metric.path(field).asText().equals(order.text(field, ""))))
                .filter(metric -> Stream.of("metric_name", "description", "description_cn", "description_en")
                        .anyMatch(field -> metric.path(field)
                                .asText("")
                                .toLowerCase(Locale.ROOT)
                                .contains(word)))
                .toList();
    }

    private Picker.Picked names(Picker.Order order, String field) {
        TreeSet<String> names = new TreeSet<>();
        metrics(order).forEach(metric -> names.add(metric.path(field).asText()));
        return Picker.Picked.all(names.stream()
                .map(name -> (JsonNode) Json.mapper().getNodeFactory().textNode(name))
                .toList());
    }

    /** The labels that had points in the last ten whole minutes, each once. */
    private Picker.Picked instances(Picker.Order order) {
        ObjectNode config = Json.mapper().createObjectNode();
        List.of("namespace", "sub_namespace", "metric_name").forEach(field -> config.put(field, order.text(field)));
        Instant end = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        ObjectNode body = VolcengineMetrics.question(config, new SeriesRange(end.minus(LOOKED_AT), end), STEP);
        ArrayNode instances = body.putArray("Instances");
        list(order, "dimensions").forEach(labels -> VolcengineMetrics.instance(instances, labels));
        list(order, "group_by").forEach(body.putArray("GroupBy")::add);
        JsonNode result = api.repeatable(order.account(), order.text("region"), "GetMetricData", body);
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode one : result.path("Data").path("MetricDataResults")) {
            JsonNode labels = Json.mapper().valueToTree(new TreeMap<>(VolcengineMetrics.labels(one)));
            if (!found.contains(labels)) {
                found.add(labels);
            }
        }
        return Picker.Picked.all(found);
    }

    private static JsonNode list(Picker.Order order, String name) {
        JsonNode given = order.parameters().get(name);
        return given == null || !given.isArray() ? Json.mapper().createArrayNode() : given;
    }

    private Picker.Picked contactGroups(Picker.Order order) {
        ObjectNode body = Json.mapper().createObjectNode();
        body.put("PageNumber", order.skip() / order.limit() + 1).put("PageSize", order.limit());
        String name = order.text("name", "");
        if (!name.isBlank()) {
            body.put("Name", name);
        }
        JsonNode result = api.repeatable(order.account(), homeRegion, "ListContactGroups", body);
        List<JsonNode> groups = new ArrayList<>();
        result.path("Data")
                .forEach(group -> groups.add(Json.mapper()
                        .createObjectNode()
                        .put("id", group.path("Id").asText())
                        .put("name", group.path("Name").asText())
                        .put("description", group.path("Description").asText())
                        .put("account_id", group.path("AccountId").asText())
                        .put("created_at", group.path("CreatedAt").asText())
                        .put("updated_at", group.path("UpdatedAt").asText())));
        return new Picker.Picked(groups, result.path("TotalCount").asLong(groups.size()));
    }
}
