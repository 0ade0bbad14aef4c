package routes.threshold;

import org.jspecify.annotations.Nullable;

/**
 * What a bound above the normal values has to respect. For a lower bound everything is upside down, like its
 * {@link BoundSample}: one calculation serves both.
 *
 * @param limit the largest value that is possible
 * @param otherLimit the smallest value that is possible
 * @param baseline the bound is never below it
 */
record Side(@Nullable Double limit, @Nullable Double otherLimit, @Nullable Double baseline) {
    /** Less room than this share of the range, up to the limit, is none: such an alarm could not be told from noise. */
    private static final double LEAST_ROOM = 0.01;

    static Side upper(MetricLimits limits) {
        return new Side(limits.maxValue(), limits.minValue(), limits.normalRangeEnd());
    }

    static Side lower(MetricLimits limits) {
        return new Side(negated(limits.minValue()), negated(limits.maxValue()), negated(limits.normalRangeStart()));
    }

    boolean isBelowLimit(double bound) {
        return limit == null || bound < limit;
    }

    boolean hasRoomAbove(double value) {
        if (limit == null) {
            return true;
        }
        double range = otherLimit == null ? Math.abs(limit) : limit - otherLimit;
        return limit - value > range * LEAST_ROOM;
    }

    private static @Nullable Double negated(@Nullable Double value) {
        return value == null ? null : (Double) (0.0 - value);
    }
}
