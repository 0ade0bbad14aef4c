package routes.alarm.mapping;

import java.time.Duration;

/**
 * What one run of a jq program may use.
 *
 * @param time how long it may take
 * @param results how many results it may give
 * @param size of one value that it makes: the characters of its texts, and 4 for each value in it
 */
public record JqLimits(Duration time, int results, int size) {
    public static final JqLimits DEFAULT = new JqLimits(Duration.ofMillis(200), 10_000, 4_000_000);

    public JqLimits {
        if (time.isZero() || time.isNegative() || results < 1 || size < 1) {
            throw new IllegalArgumentException("the limits of jq programs must be positive, not " + time + ", "
                    + results + " results, size " + size);
        }
    }
}
