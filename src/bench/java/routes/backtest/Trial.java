package routes.backtest;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import routes.threshold.MetricLimits;
import routes.threshold.Series;
import routes.threshold.TimeRange;

/**
 * A series whose incidents are known.
 *
 * @param learned values that bounds are learned from
 * @param judged values that the bounds are tried on; the same where the history holds incidents too
 * @param incidents by time
 */
@SuppressWarnings("ArrayRecordComponent")
record Trial(
        String name, long[] times, double[] learned, double[] judged, List<TimeRange> incidents, MetricLimits limits) {

    /** The learned points from one index to another. */
    Series history(int from, int to) {
        return part(learned, from, to);
    }

    Series future(int from, int to) {
        return part(judged, from, to);
    }

    private Series part(double[] values, int from, int to) {
        return new Series(
                name, Map.of(), name + "|", Arrays.copyOfRange(times, from, to), Arrays.copyOfRange(values, from, to));
    }

    /** The index of the first point at this time or later. */
    int index(long time) {
        int found = Arrays.binarySearch(times, time);
        return found < 0 ? -found - 1 : found;
    }

    long first() {
        return times[0];
    }

    long last() {
        return times[times.length - 1];
    }
}
