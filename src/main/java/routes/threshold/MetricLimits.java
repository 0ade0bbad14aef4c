package routes.threshold;

import org.jspecify.annotations.Nullable;

/**
 * What a metric template says of the values (the {@code metric_template_value} of a task version). A limit beyond ±1e50, or one that is no number, counts as none;
 * limits the wrong way round are swapped.
 *
 * @param minValue the smallest value that the metric can have
 * @param maxValue the largest value that the metric can have
 * @param normalRangeStart a lower bound is never above it
 * @param normalRangeEnd an upper bound is never below it
 * @param minTsLength points at one a minute that a day's worth of a time block must come from
 * @param unit shown in messages and charts
 */
public record MetricLimits(
        @Nullable Double minValue,
        @Nullable Double maxValue,
        @Nullable Double normalRangeStart,
        @Nullable Double normalRangeEnd,
        int minTsLength,
        String unit) {
    private static final double INFINITE = 1e50;
    private static final int DEFAULT_MIN_TS_LENGTH = 100;

    public MetricLimits {
        Double low = finite(minValue);
        Double high = finite(maxValue);
        boolean swapped = low != null && high != null && low > high;
        minValue = swapped ? high : low;
        maxValue = swapped ? low : high;
        normalRangeStart = finite(normalRangeStart);
        normalRangeEnd = finite(normalRangeEnd);
        minTsLength = Math.max(0, minTsLength);
    }

    /** No limits at all. */
    public static MetricLimits none() {
        return new MetricLimits(null, null, null, null, DEFAULT_MIN_TS_LENGTH, "");
    }

    /** Limits of the values, without baselines. */
    public static MetricLimits between(@Nullable Double minValue, @Nullable Double maxValue) {
        return new MetricLimits(minValue, maxValue, null, null, DEFAULT_MIN_TS_LENGTH, "");
    }

    private static @Nullable Double finite(@Nullable Double value) {
        return value == null || Double.isNaN(value) || Math.abs(value) > INFINITE ? null : value;
    }
}
