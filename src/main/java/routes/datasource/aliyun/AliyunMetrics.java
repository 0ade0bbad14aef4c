package routes.datasource.aliyun;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import routes.common.json.Json;
import routes.datasource.Account;
import routes.datasource.PlatformFailure;
import routes.datasource.SeriesPage;
import routes.datasource.SeriesRange;
import routes.datasource.Source;
import routes.datasource.TimeSeries;

/** Questions for DescribeMetricList, and the points that come back as a JSON text. */
final class AliyunMetrics {
    /** Things of one call. */
    static final int INSTANCES = 50;

    private static final String LENGTH = "1440";
    /** Columns that are no labels where the platform does not name the dimensions of a metric; nor is any other number. */
    private static final Set<String> STATISTICS = Set.of(
            "timestamp",
            "Average",
            "Minimum",
            "Maximum",
            "Sum",
            "Value",
            "Count",
            "SampleCount",
            "Last",
            "P50",
            "P90",
            "P95",
            "P99",
            "P999");

    private AliyunMetrics() {}

    /**
     * Where a slot is.
     *
     * @param dimensions of the metric, as its meta names them; empty when it names none
     * @param token of the next page; empty for the first of a batch
     */
    record Place(int batch, List<String> dimensions, String token) {
        static Place of(String cursor) {
            String[] parts = cursor.split(":", 3);
            return new Place(Integer.parseInt(parts[0]), names(parts[1]), parts[2]);
        }

        String cursor() {
            return batch + ":" + String.join(",", dimensions) + ":" + token;
        }
    }

    /** Names with commas between them. */
    private static List<String> names(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /**
     * The names of the columns that tell the series of a metric apart, as its meta says.
     *
     * @param metric with namespace and metric_name
     * @return empty when the platform does not say: the kind of a column decides then
     */
    static List<String> labelColumns(AliyunApi api, Account account, String region, JsonNode metric) {
        Map<String, String> parameters = new TreeMap<>();
        String name = metric.path("metric_name").asText();
        parameters.put("Namespace", metric.path("namespace").asText());
        parameters.put("MetricName", name);
        try {
            JsonNode meta = api.ask(account, region, "DescribeMetricMetaList", parameters);
            for (JsonNode one : meta.path("Resources").path("Resource")) {
                if (one.path("MetricName").asText().equals(name)) {
                    return names(one.path("Dimensions").asText(""));
                }
            }
        } catch (PlatformFailure.Unauthorized | PlatformFailure.BadRequest notShown) {
            return List.of();
        }
        return List.of();
    }

    static Map<String, String> question(Source source, SeriesRange slot, Place place) {
        JsonNode config = source.config();
        Map<String, String> parameters =
                question(config, slot, source.interval().toSeconds());
        JsonNode all = config.path("dimensions");
        var batch = Json.mapper().createArrayNode();
        for (int index = place.batch() * INSTANCES;
                index < Math.min(all.size(), (place.batch() + 1) * INSTANCES);
                index++) {
            batch.add(all.get(index));
        }
        parameters.put("Dimensions", batch.isEmpty() ? "" : batch.toString());
        parameters.put("Express", express(config.path("group_by")));
        parameters.put("NextToken", place.token());
        return parameters;
    }

    /** The platform takes a range that is open at its start and closed at its end, in milliseconds. */
    static Map<String, String> question(JsonNode config, SeriesRange slot, long seconds) {
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("Namespace", config.path("namespace").asText());
        parameters.put("MetricName", config.path("metric_name").asText());
        parameters.put("Period", String.valueOf(seconds));
        parameters.put("StartTime", String.valueOf(slot.start().toEpochMilli() - 1));
        parameters.put("EndTime", String.valueOf(slot.end().toEpochMilli() - 1));
        parameters.put("Length", LENGTH);
        return parameters;
    }

    static String express(JsonNode groupBy) {
        if (groupBy.isEmpty()) {
            return "";
        }
        ObjectNode express = Json.mapper().createObjectNode();
        groupBy.forEach(express.putArray("groupby")::add);
        return express.toString();
    }

    static SeriesPage page(Source source, Place place, JsonNode body) {
        String statistic = source.config().path("statistics").asText();
        Map<Map<String, String>, List<JsonNode>> groups = new LinkedHashMap<>();
        for (JsonNode point : points(body)) {
            if (point.path(statistic).isNumber() && point.path("timestamp").isNumber()) {
                groups.computeIfAbsent(labels(point, place.dimensions()), unused -> new ArrayList<>())
                        .add(point);
            }
        }
        List<TimeSeries> series = new ArrayList<>();
        groups.forEach((labels, points) -> series.add(TimeSeries.of(
                source.config().path("metric_name").asText(),
                labels,
                points.stream()
                        .mapToLong(point -> point.path("timestamp").asLong() / 1000)
                        .toArray(),
                points.stream()
                        .mapToDouble(point -> point.path(statistic).doubleValue())
                        .toArray())));
        return new SeriesPage(series, next(source, place, body.path("NextToken").asText("")));
    }

    private static Optional<String> next(Source source, Place place, String token) {
        if (!token.isEmpty()) {
            return Optional.of(new Place(place.batch(), place.dimensions(), token).cursor());
        }
        boolean more = source.config().path("dimensions").size() > (place.batch() + 1) * INSTANCES;
        return more ? Optional.of(new Place(place.batch() + 1, place.dimensions(), "").cursor()) : Optional.empty();
    }

    static JsonNode points(JsonNode body) {
        String text = body.path("Datapoints").asText("");
        if (text.isBlank()) {
            return Json.mapper().createArrayNode();
        }
        try {
            return Json.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new PlatformFailure.Unavailable(
                    "the points that CloudMonitor answered are not JSON", "broken_points");
        }
    }

    /** @param dimensions names of the labels; empty: all texts that are no statistic */
    static Map<String, String> labels(JsonNode point, List<String> dimensions) {
        Map<String, String> labels = new HashMap<>();
        point.properties().stream()
                .filter(field -> dimensions.isEmpty()
                        ? field.getValue().isTextual() && !STATISTICS.contains(field.getKey())
                        : dimensions.contains(field.getKey()))
                .forEach(field -> labels.put(field.getKey(), field.getValue().asText()));
        return labels;
    }
}
