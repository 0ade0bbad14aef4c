package routes.datasource.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import routes.datasource.TimeSeries;

/** Reads a series of a matrix: values are texts; what is no finite number is left out. */
final class PrometheusMatrix {
    private PrometheusMatrix() {}

    static TimeSeries series(String name, JsonNode one) {
        Map<String, String> labels = new HashMap<>();
        one.path("metric").properties().stream()
                .filter(label -> !label.getKey().equals("__name__"))
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        JsonNode values = one.path("values");
        int[] usable = IntStream.range(0, values.size())
                .filter(index ->
                        Double.isFinite(number(values.get(index).path(1).asText())))
                .toArray();
        return TimeSeries.of(
                name,
                labels,
                IntStream.of(usable)
                        .mapToLong(index -> values.get(index).path(0).asLong())
                        .toArray(),
                IntStream.of(usable)
                        .mapToDouble(index -> number(values.get(index).path(1).asText()))
                        .toArray());
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException expected) {
            return Double.NaN;
        }
    }
}
