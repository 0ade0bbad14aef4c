package routes.threshold.task;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import routes.datasource.TimeSeries;

/**
 * An event that an alarm rule of ours raised.
 *
 * @param series unique keys of the series that its rule watches; empty when the rule is not registered any more
 * @param labels of the event
 * @param end null while it goes on
 */
public record RuleEvent(
        String id,
        String dataSourceId,
        Set<String> series,
        Map<String, String> labels,
        Instant start,
        @Nullable Instant end) {
    public RuleEvent {
        series = Set.copyOf(series);
        labels = Map.copyOf(labels);
    }

    /** By its rule, and where that is not known any more by the labels that platforms send along. */
    boolean isOf(TimeSeries one) {
        return series.isEmpty()
                ? labels.entrySet().containsAll(one.labels().entrySet())
                : series.contains(one.uniqueKey());
    }
}
