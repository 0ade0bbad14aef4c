package routes.datasource;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Points of one metric of one thing, as they came. Neither sorted nor free of NaN: the computation cleans them.
 *
 * @param timestamps seconds since 1970
 * @param labels what tells it from its siblings
 */
public record TimeSeries(String name, long[] timestamps, double[] values, SortedMap<String, String> labels) {
    public TimeSeries {
        if (timestamps.length != values.length) {
            throw new IllegalArgumentException(
                    "a series has as many times as values: " + timestamps.length + ", " + values.length);
        }
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    public static TimeSeries of(String name, Map<String, String> labels, long[] timestamps, double[] values) {
        return new TimeSeries(name, timestamps, values, new TreeMap<>(labels));
    }

    /** {@code name|k1=v1,k2=v2} with sorted keys. */
    @JsonProperty("unique_key")
    public String uniqueKey() {
        return name + "|"
                + labels.entrySet().stream()
                        .map(label -> label.getKey() + "=" + label.getValue())
                        .collect(Collectors.joining(","));
    }

    public int size() {
        return values.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TimeSeries that
                && name.equals(that.name)
                && labels.equals(that.labels)
                && Arrays.equals(timestamps, that.timestamps)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return uniqueKey().hashCode() * 31 + Arrays.hashCode(timestamps);
    }

    @Override
    public String toString() {
        return uniqueKey() + " (" + size() + " points)";
    }
}
