package routes.datasource.volcengine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import routes.common.json.Json;
import routes.datasource.SeriesPage;
import routes.datasource.SeriesRange;
import routes.datasource.Source;
import routes.datasource.TimeSeries;

/** Questions for GetMetricData, ten instances at a time, and what comes back. Pure. */
final class VolcengineMetrics {
    /** Of one call. */
    static final int POINTS = 1440;

    static final int INSTANCES = 10;

    private static final long LARGEST_SECONDS = 10_000_000_000L;

    private VolcengineMetrics() {}

    /** @param batch which ten instances */
    static ObjectNode question(Source source, SeriesRange slot, int batch) {
        JsonNode config = source.config();
        ObjectNode body = question(config, slot, source.interval().toSeconds());
        ArrayNode instances = body.putArray("Instances");
        JsonNode all = config.path("instances");
        for (int index = batch * INSTANCES; index < Math.min(all.size(), (batch + 1) * INSTANCES); index++) {
            instance(instances, all.get(index));
        }
        config.path("group_by").forEach(body.putArray("GroupBy")::add);
        return body;
    }

    static ObjectNode question(JsonNode config, SeriesRange slot, long seconds) {
        ObjectNode body = Json.mapper().createObjectNode();
        body.put("Namespace", config.path("namespace").asText());
        body.put("SubNamespace", config.path("sub_namespace").asText());
        body.put("MetricName", config.path("metric_name").asText());
        body.put("StartTime", slot.start().getEpochSecond());
        body.put("EndTime", slot.end().getEpochSecond() - 1);
        return body.put("Period", seconds + "s");
    }

    static void instance(ArrayNode instances, JsonNode labels) {
        ArrayNode dimensions = instances.addObject().putArray("Dimensions");
        labels.properties().forEach(label -> dimensions
                .addObject()
                .put("Name", label.getKey())
                .put("Value", label.getValue().asText()));
    }

    static SeriesPage page(Source source, SeriesRange slot, int batch, JsonNode result) {
        List<TimeSeries> series = new ArrayList<>();
        for (JsonNode one : result.path("Data").path("MetricDataResults")) {
            TimeSeries read = series(source.config().path("metric_name").asText(), one, slot);
            if (read.size() > 0) {
                series.add(read);
            }
        }
        boolean more = source.config().path("instances").size() > (batch + 1) * INSTANCES;
        return new SeriesPage(series, more ? Optional.of(String.valueOf(batch + 1)) : Optional.empty());
    }

    /** Points without time or number are left out. */
    private static TimeSeries series(String name, JsonNode one, SeriesRange slot) {
        List<Long> times = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (JsonNode point : one.path("DataPoints")) {
            long time = point.path("Timestamp").asLong(0);
            long seconds = time > LARGEST_SECONDS ? time / 1000 : time;
            boolean within = seconds >= slot.start().getEpochSecond()
                    && seconds < slot.end().getEpochSecond();
            if (within && point.path("Value").isNumber()) {
                times.add(seconds);
                values.add(point.path("Value").doubleValue());
            }
        }
        return TimeSeries.of(
                name,
                labels(one),
                times.stream().mapToLong(Long::longValue).toArray(),
                values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    static Map<String, String> labels(JsonNode one) {
        Map<String, String> labels = new HashMap<>();
        for (JsonNode dimension : one.path("Dimensions")) {
            String value = dimension.path("Value").asText("");
            labels.put(dimension.path("Name").asText(), value.isEmpty() || value.equals("null") ? "unknown" : value);
        }
        return labels;
    }
}
