package routes.bench;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * What the generator saw.
 *
 * @param accepted answers with 2xx
 * @param refused other answers
 * @param latency microseconds from the moment a request was due until its answer was complete
 */
record LoadResult(long accepted, long refused, Duration took, Histogram latency) {
    double perSecond() {
        return accepted / (took.toNanos() / 1e9);
    }

    double millisAt(double percentile) {
        return latency.getValueAtPercentile(percentile) / 1000.0;
    }
}
