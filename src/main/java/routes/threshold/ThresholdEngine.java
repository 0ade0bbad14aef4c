package routes.threshold;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Recommends thresholds for one series at a time. Pure: the same points in any order, with the same settings, give the
 * same answer.
 */
public final class ThresholdEngine {
    /** More values than this share outside the limits of the template, and the template is of another metric. */
    private static final double MOST_OUTSIDE = 0.01;
    /** However slow a series is: two days of one point an hour. */
    private static final int FEWEST_POINTS = 48;

    private ThresholdEngine() {}

    /** Nothing is known of the past. */
    public static Recommendation recommend(Series series, ThresholdSettings settings) {
        return recommend(series, settings, KnownPast.nothing());
    }

    /** Never throws for what a series holds: a series without a recommendation has a {@link Reason}. */
    public static Recommendation recommend(Series series, ThresholdSettings settings, KnownPast past) {
        if (series.times().length != series.values().length) {
            String message = "%d times and %d values: a series needs as many of each"
                    .formatted(series.times().length, series.values().length);
            return Recommendation.none(series, Reason.LENGTHS_DIFFER, message, Quality.none());
        }
        Points points = clean(series, settings);
        if (points.size() == 0) {
            String message = "no point with a number: check that the metric is reported";
            return Recommendation.none(series, Reason.EMPTY, message, Quality.none());
        }
        Points learned = past.learned(points);
        return refusal(series, learned, settings).orElseGet(() -> recommend(series, points, past, settings));
    }

    /** The series as the engine sees it: sorted, in seconds, finite. */
    public static Points clean(Series series, ThresholdSettings settings) {
        return Cleaning.clean(series, settings.knownInterval());
    }

    /** Every alarm that rules which count anew in each block would have raised on the points, by time. */
    public static List<Incident> incidents(Points points, ZoneId zone, List<ThresholdBlock> blocks) {
        return BackTester.incidents(points, WallClock.of(points.times(), zone), blocks, Evaluation.COUNTS_ANEW);
    }

    /** Every alarm that the bounds would have raised on the points, by time, as the platform evaluates them. */
    public static List<Incident> incidents(Points points, ThresholdSettings settings, List<ThresholdBlock> blocks) {
        long[] local = WallClock.of(points.times(), settings.zone());
        return BackTester.incidents(points, local, blocks, settings.evaluation());
    }

    /** What the bounds would have done on the points. */
    public static BackTest backTest(Points points, ThresholdSettings settings, List<ThresholdBlock> blocks) {
        return BackTester.run(points, WallClock.of(points.times(), settings.zone()), blocks, settings.evaluation());
    }

    private static Optional<Recommendation> refusal(Series series, Points learned, ThresholdSettings settings) {
        long needed = Math.max(FEWEST_POINTS, Points.DAY / learned.interval());
        if (learned.size() < needed) {
            String message = "%d points at one in %d s: at least %d, a day of them, are needed"
                    .formatted(learned.size(), learned.interval(), needed);
            return Optional.of(Recommendation.none(series, Reason.TOO_FEW_POINTS, message, Quality.none()));
        }
        double outside = outside(learned, settings.limits());
        return outside > MOST_OUTSIDE
                ? Optional.of(Recommendation.none(
                        series, Reason.OUTSIDE_LIMITS, outsideMessage(outside, settings.limits()), Quality.none()))
                : Optional.empty();
    }

    private static Recommendation recommend(Series series, Points points, KnownPast past, ThresholdSettings settings) {
        Points learned = past.learned(points);
        long[] local = WallClock.of(learned.times(), settings.zone());
        boolean daily = Periodicity.isDaily(learned, local, settings.split().correlation());
        HourCells cells =
                new HourCells(learned, local, daily ? settings.split().hoursPerBlock() : DaySplit.HOURS, past.normal());
        List<DayClass> classes = DayClass.of(cells, local, past.normal(), settings);
        List<DayBlock> found =
                classes.stream().flatMap(days -> days.blocks().stream()).toList();
        List<ThresholdBlock> blocks = classes.stream()
                .flatMap(days -> days.bounds(Duration.ofSeconds(learned.interval())))
                .toList();
        long[] allLocal = WallClock.of(points.times(), settings.zone());
        List<Incident> alarms = past.incidents().isEmpty()
                ? List.of()
                : BackTester.incidents(points, allLocal, blocks, settings.evaluation());
        BackTest backTest = BackTester.run(points, allLocal, blocks, settings.evaluation());
        Quality quality =
                QualityCheck.of(cells, local, daily, classes, backTest).with(past.note());
        double alarmsPerDay =
                classes.stream().mapToDouble(DayClass::alarmsPerDay).sum();
        return blocks.isEmpty()
                ? without(series, found, quality)
                : Recommendation.of(series, blocks, backTest, quality)
                        .expecting(Expectation.of(30 * alarmsPerDay, past.incidents(), points, alarms)
                                .splitting(settings.evaluation().splits(blocks)));
    }

    private static Recommendation without(Series series, List<DayBlock> found, Quality quality) {
        boolean isSparse = found.stream().allMatch(ThresholdEngine::isSparse);
        return isSparse
                ? Recommendation.none(
                        series,
                        Reason.TOO_FEW_POINTS_IN_BLOCKS,
                        "no block of the day has the points that min_ts_length asks for",
                        quality)
                : Recommendation.none(
                        series,
                        Reason.CANNOT_ALARM,
                        "the normal values, or the baseline, reach the limit of the metric: nothing beyond it can be an alarm",
                        quality);
    }

    private static boolean isSparse(DayBlock block) {
        return block.upper().state() == Bound.State.TOO_FEW_POINTS
                || block.lower().state() == Bound.State.TOO_FEW_POINTS;
    }

    private static double outside(Points points, MetricLimits limits) {
        double low = Objects.requireNonNullElse(limits.minValue(), Double.NEGATIVE_INFINITY);
        double high = Objects.requireNonNullElse(limits.maxValue(), Double.POSITIVE_INFINITY);
        int count = 0;
        for (double value : points.values()) {
            count += value < low - tolerance(low) || value > high + tolerance(high) ? 1 : 0;
        }
        return (double) count / points.size();
    }

    /** What sums and averages of a provider may miss the limit by. */
    private static double tolerance(double limit) {
        return Double.isInfinite(limit) ? 0 : Math.abs(limit) * 1e-9;
    }

    private static String outsideMessage(double share, MetricLimits limits) {
        return String.format(
                Locale.ROOT,
                "%.0f %% of the values lie outside min_value %s and max_value %s: choose the template of this metric",
                100 * share,
                shown(limits.minValue()),
                shown(limits.maxValue()));
    }

    private static Object shown(@Nullable Double limit) {
        return limit == null ? "none" : limit;
    }
}
