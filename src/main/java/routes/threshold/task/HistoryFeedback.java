package routes.threshold.task;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import routes.datasource.TimeSeries;

/**
 * What a person said of a stretch of the history of a metric. The next version of the task heeds it.
 *
 * @param series unique keys; empty: all series of the data source
 * @param start included
 * @param end included; null: as long as the event goes on
 * @param eventId event of a rule of ours that it is about; null for none
 * @param by the person
 */
public record HistoryFeedback(
        String id,
        String dataSourceId,
        Kind kind,
        Set<String> series,
        Instant start,
        @Nullable Instant end,
        @Nullable String eventId,
        String by,
        String comment,
        Instant at) {
    /** What it was. The wire name is stable. */
    public enum Kind {
        /** Not learned from, and counted in what the bounds would have found. */
        INCIDENT,
        /** Learned from however it looks; no bound alarms on it. */
        NORMAL,
        /** Not learned from: maintenance, a test, a time without meaning. */
        EXCLUDE;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Kind of(String wireName) {
            return valueOf(wireName.toUpperCase(Locale.ROOT));
        }
    }

    public HistoryFeedback {
        series = Set.copyOf(series);
        if (end != null && end.isBefore(start)) {
            throw new IllegalArgumentException("feedback ends before it starts: " + start + ", " + end);
        }
    }

    boolean isOf(TimeSeries one) {
        return series.isEmpty() || series.contains(one.uniqueKey());
    }
}
