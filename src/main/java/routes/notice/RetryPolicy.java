package routes.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * When a failed notice is tried again (properties {@code veaiops.notices.retry.*}).
 *
 * @param delays the delay after the first attempt, the second …; after the last one the notice is given up
 * @param maxAge a notice that is older than this is given up, whatever is left of its delays
 */
public record RetryPolicy(List<Duration> delays, Duration maxAge) {
    /** Delays are spread by this share to both sides, so that targets are not hit in step. */
    public static final double JITTER = 0.2;

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    public RetryPolicy {
        delays = List.copyOf(delays);
        if (delays.stream().anyMatch(delay -> delay.isNegative() || delay.isZero())) {
            throw new IllegalArgumentException("retry delays must be positive: " + delays);
        }
        if (maxAge.isNegative() || maxAge.isZero()) {
            throw new IllegalArgumentException("the greatest age of a notice must be positive: " + maxAge);
        }
    }

    /** The longest that a target's own wish is heeded. */
    public Duration longest() {
        return delays.stream().max(Duration::compareTo).orElse(Duration.ZERO);
    }

    /**
     * How long a robot is left alone that throttles and names no time: no longer than platforms count, since it stops all that
     * goes there.
     *
     * @param strike how often in a row, from 1
     */
    public Duration pause(int strike) {
        Duration delay = delays.isEmpty() ? LONGEST_PAUSE : delays.get(Math.min(strike, delays.size()) - 1);
        return delay.compareTo(LONGEST_PAUSE) < 0 ? delay : LONGEST_PAUSE;
    }

    /**
     * @param attempt how many attempts were made, from 1
     * @param random gives numbers in [0, 1)
     * @return the delay before the next attempt; empty when there is none
     */
    public Optional<Duration> delayAfter(int attempt, DoubleSupplier random) {
        if (attempt > delays.size()) {
            return Optional.empty();
        }
        double spread = 1 + JITTER * (2 * random.getAsDouble() - 1);
        return Optional.of(Duration.ofMillis(Math.round(delays.get(attempt - 1).toMillis() * spread)));
    }

    /** Whether a notice made then would be too old at the time of its next attempt. */
    public boolean tooOld(Instant createdAt, Instant next) {
        return createdAt.plus(maxAge).isBefore(next);
    }
}
