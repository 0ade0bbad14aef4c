package routes.notice;

import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * When a failed notice is tried again: exponential, jittered, bounded (properties {@code veaiops.notices.retry.*}).
 *
 * @param first delay after the first attempt
 * @param factor each delay is this many times the one before
 * @param longest no delay is longer
 * @param attempts after this many attempts the notice is given up
 */
public record RetryPolicy(Duration first, double factor, Duration longest, int attempts) {
    /** Delays are spread by this share to both sides, so that targets are not hit in step. */
    public static final double JITTER = 0.2;

    public RetryPolicy {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("retry delays must be positive and rising: " + first + ", " + longest);
        }
        if (factor < 1 || attempts < 1) {
            throw new IllegalArgumentException("retry factor and attempts must be at least 1");
        }
    }

    /**
     * @param attempt how many attempts were made, from 1
     * @param random gives numbers in [0, 1)
     * @return the delay before the next attempt; empty when there is none
     */
    public Optional<Duration> delayAfter(int attempt, DoubleSupplier random) {
        if (attempt >= attempts) {
            return Optional.empty();
        }
        double millis = Math.min(longest.toMillis(), first.toMillis() * Math.pow(factor, attempt - 1.0));
        double spread = 1 + JITTER * (2 * random.getAsDouble() - 1);
        return Optional.of(Duration.ofMillis(Math.round(millis * spread)));
    }
}
