package routes.threshold;

import java.util.Map;

/**
 * One series of a metric as it was fetched: unsorted, repeated or missing values are allowed, the engine cleans them.
 * Two series are equal only if they are the same arrays.
 *
 * @param name name of the metric
 * @param labels what tells this series from its siblings
 * @param uniqueKey {@code <metric>|k=v,…}, the key of the rules made from it
 * @param times epoch seconds; milli-, micro- and nanoseconds are recognised by their size
 * @param values as many as there are times
 */
@SuppressWarnings("ArrayRecordComponent")
public record Series(String name, Map<String, String> labels, String uniqueKey, long[] times, double[] values) {
    public Series {
        labels = Map.copyOf(labels);
    }
}
