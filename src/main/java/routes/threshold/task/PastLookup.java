package routes.threshold.task;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import routes.datasource.SeriesRange;
import routes.datasource.Source;
import routes.datasource.TimeSeries;

/** The step of {@code thresholds-compute.camel.yaml} that looks up what is known of the time that a version learns from. */
public final class PastLookup {
    private final RuleEvents events;
    private final HistoryFeedbacks feedbacks;

    public PastLookup(RuleEvents events, HistoryFeedbacks feedbacks) {
        this.events = events;
        this.feedbacks = feedbacks;
    }

    public TaskRun.Metrics look(TaskRun.Metrics metrics) {
        Source source = metrics.open().source();
        SeriesRange range = metrics.range();
        Instant from = range.start().minus(LearnedPast.LONGEST);
        LearnedPast.Sources known = new LearnedPast.Sources(
                events.of(source.id(), from, range.end()),
                feedbacks.of(source.id(), range.start(), range.end()),
                range,
                source.interval());
        Map<String, LearnedPast> past = new HashMap<>();
        if (!known.events().isEmpty() || !known.said().isEmpty()) {
            for (TimeSeries series : metrics.series()) {
                past.put(series.uniqueKey(), LearnedPast.of(series, known));
            }
        }
        return metrics.knowing(past);
    }
}
