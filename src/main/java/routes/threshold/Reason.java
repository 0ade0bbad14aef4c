package routes.threshold;

import java.util.Locale;

/** The closed set of reasons why there is no recommendation. The wire name is stable. */
public enum Reason {
    /** Neither a point nor, after cleaning, a finite value. */
    EMPTY,
    /** Times and values are not the same number. */
    LENGTHS_DIFFER,
    /** Less than a day of points at the interval of the series. */
    TOO_FEW_POINTS,
    /** The values lie outside the limits of the template: the template does not fit the metric. */
    OUTSIDE_LIMITS,
    /** The values reach the limit of the metric, so that nothing beyond them could be an alarm. */
    CANNOT_ALARM,
    /** The series repeats daily, but no block of the day has enough points. */
    TOO_FEW_POINTS_IN_BLOCKS;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
