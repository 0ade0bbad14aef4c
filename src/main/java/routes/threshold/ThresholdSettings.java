package routes.threshold;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a recommendation is asked for.
 *
 * @param window consecutive points beyond the bound that make an alarm, from 1; a wider one is tried when none fits
 * @param sensitivity 0 to 1; <b>larger means a wider margin and fewer alarms</b>, as in VeAIOps
 * @param zone whose hours the blocks are
 * @param interval seconds between two points; null: found from the series
 * @param allowedWindows the windows that the provider can evaluate, ascending; empty: any
 * @param evaluation how the provider evaluates rules, for the back-test
 * @param weekdays whether weekends may have bounds of their own
 */
public record ThresholdSettings(
        MetricLimits limits,
        int window,
        Direction direction,
        double sensitivity,
        ZoneId zone,
        @Nullable Duration interval,
        DaySplit split,
        List<Integer> allowedWindows,
        Evaluation evaluation,
        boolean weekdays) {

    public ThresholdSettings {
        if (window < 1) {
            throw new IllegalArgumentException("window must be at least 1: " + window);
        }
        if (!(sensitivity >= 0 && sensitivity <= 1)) {
            throw new IllegalArgumentException("sensitivity must be between 0 and 1: " + sensitivity);
        }
        if (interval != null && interval.toSeconds() < 1) {
            throw new IllegalArgumentException("interval must be at least one second: " + interval);
        }
        allowedWindows = allowedWindows.stream().sorted().distinct().toList();
        if (!allowedWindows.isEmpty() && (allowedWindows.get(0) < 1 || last(allowedWindows) < window)) {
            throw new IllegalArgumentException("no allowed window holds " + window + ": " + allowedWindows);
        }
    }

    /** Hours of UTC, interval of the series, four blocks a day, any window. */
    public static ThresholdSettings of(MetricLimits limits, int window, Direction direction, double sensitivity) {
        return new ThresholdSettings(
                limits,
                window,
                direction,
                sensitivity,
                ZoneOffset.UTC,
                null,
                DaySplit.standard(),
                List.of(),
                Evaluation.COUNTS_ANEW,
                false);
    }

    public ThresholdSettings withZone(ZoneId other) {
        return new ThresholdSettings(
                limits, window, direction, sensitivity, other, interval, split, allowedWindows, evaluation, weekdays);
    }

    public ThresholdSettings withInterval(Duration other) {
        return new ThresholdSettings(
                limits, window, direction, sensitivity, zone, other, split, allowedWindows, evaluation, weekdays);
    }

    public ThresholdSettings withSplit(DaySplit other) {
        return new ThresholdSettings(
                limits, window, direction, sensitivity, zone, interval, other, allowedWindows, evaluation, weekdays);
    }

    public ThresholdSettings withAllowedWindows(List<Integer> others) {
        return new ThresholdSettings(
                limits, window, direction, sensitivity, zone, interval, split, others, evaluation, weekdays);
    }

    public ThresholdSettings withEvaluation(Evaluation other) {
        return new ThresholdSettings(
                limits, window, direction, sensitivity, zone, interval, split, allowedWindows, other, weekdays);
    }

    public ThresholdSettings withWeekdays(boolean other) {
        return new ThresholdSettings(
                limits, window, direction, sensitivity, zone, interval, split, allowedWindows, evaluation, other);
    }

    Optional<Duration> knownInterval() {
        return Optional.ofNullable(interval);
    }

    private static int last(List<Integer> windows) {
        return windows.get(windows.size() - 1);
    }
}
