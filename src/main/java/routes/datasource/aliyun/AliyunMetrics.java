package routes.datasource.aliyun;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import routes.common.json.Json;
import routes.datasource.PlatformFailure;
import routes.datasource.SeriesPage;
import routes.datasource.SeriesRange;
import routes.datasource.Source;
import routes.datasource.TimeSeries;

/** Questions for DescribeMetricList, and the points that come back as a JSON text. Pure. */
final class AliyunMetrics {
    /** Things of one call. */
    static final int INSTANCES = 50;

    private static final String LENGTH = "1440";
    /** Columns that are numbers or times; all others tell series apart. */
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

    /** Where a slot is. @param token of the next page; empty for the first of a batch */
    record Place(int batch, String token) {
        static Place of(String cursor) {
            int colon = cursor.indexOf(':');
            return new Place(Integer.parseInt(cursor.substring(0, colon)), cursor.substring(colon + 1));
        }

        String cursor() {
            return batch + ":" + token;
        }
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
                groups.computeIfAbsent(labels(point), unused -> new ArrayList<>())
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
            return Optional.of(new Place(place.batch(), token).cursor());
        }
        boolean more = source.config().path("dimensions").size() > (place.batch() + 1) * INSTANCES;
        return more ? Optional.of(new Place(place.batch() + 1, "").cursor()) : Optional.empty();
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

    static Map<String, String> labels(JsonNode point) {
        Map<String, String> labels = new HashMap<>();
        point.properties().stream()
                .filter(field -> !STATISTICS.contains(field.getKey()))
                .forEach(field -> labels.put(field.getKey(), field.getValue().asText()));
        return labels;
    }
}
