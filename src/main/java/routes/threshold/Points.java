package routes.threshold;

import java.util.stream.IntStream;

/**
 * A cleaned series: strictly ascending epoch seconds, finite values.
 *
 * @param interval seconds between two points, at least 1
 * @param dropped points that were left out: no number, beyond ±1e50, or one of several at the same second
 */
@SuppressWarnings("ArrayRecordComponent")
public record Points(long[] times, double[] values, long interval, int dropped) {
    static final long DAY = 86_400;
    /** A run of points is broken by a silence longer than this many intervals. */
    private static final int SILENT_INTERVALS = 3;

    public int size() {
        return times.length;
    }

    /** Some of the points. */
    Points at(int[] indexes) {
        return new Points(
                IntStream.of(indexes).mapToLong(i -> times[i]).toArray(),
                IntStream.of(indexes).mapToDouble(i -> values[i]).toArray(),
                interval,
                dropped);
    }

    long span() {
        return size() == 0 ? 0 : times[size() - 1] - times[0];
    }

    /** Seconds without a point after which a run of points is broken. */
    public long silence() {
        return SILENT_INTERVALS * interval;
    }

    /** Days that the points stand for, each for one interval. */
    double days() {
        return (double) size() * interval / DAY;
    }

    /** Share of the points that are there of those that the span should have, 0 to 1. */
    double coverage() {
        return size() == 0 ? 0 : Math.min(1, (double) size() * interval / (span() + interval));
    }
}
