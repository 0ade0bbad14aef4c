package routes.datasource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Puts parts of the same series together: sorted by time, one point for each time, the later part wins. */
public final class SeriesJoin {
    private SeriesJoin() {}

    public static List<TimeSeries> join(Collection<TimeSeries> parts) {
        Map<String, List<TimeSeries>> groups = new LinkedHashMap<>();
        parts.forEach(part -> groups.merge(part.uniqueKey(), List.of(part), SeriesJoin::both));
        return groups.values().stream().map(SeriesJoin::one).toList();
    }

    private static List<TimeSeries> both(List<TimeSeries> before, List<TimeSeries> more) {
        if (before instanceof ArrayList<TimeSeries> list) {
            list.addAll(more);
            return list;
        }
        List<TimeSeries> list = new ArrayList<>(before);
        list.addAll(more);
        return list;
    }

    private static TimeSeries one(List<TimeSeries> parts) {
        long[] times = parts.stream()
                .flatMapToLong(part -> Arrays.stream(part.timestamps()))
                .toArray();
        double[] values = parts.stream()
                .flatMapToDouble(part -> Arrays.stream(part.values()))
                .toArray();
        int[] order = IntStream.range(0, times.length)
                .boxed()
                .sorted((a, b) -> Long.compare(times[a], times[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        long[] sortedTimes = new long[order.length];
        double[] sortedValues = new double[order.length];
        int size = 0;
        for (int index : order) {
            if (size > 0 && sortedTimes[size - 1] == times[index]) {
                size--;
            }
            sortedTimes[size] = times[index];
            sortedValues[size] = values[index];
            size++;
        }
        TimeSeries first = parts.get(0);
        return new TimeSeries(
                first.name(), Arrays.copyOf(sortedTimes, size), Arrays.copyOf(sortedValues, size), first.labels());
    }
}
