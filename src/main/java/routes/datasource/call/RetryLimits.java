package routes.datasource.call;

import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How long a call may wait and how often it is tried.
 *
 * @param turn the longest wait for a turn within the quota
 * @param attempts in all
 * @param first pause after the first failed attempt; it doubles
 * @param longest the longest pause; a platform that asks for a longer one is not asked again
 * @param random from 0 to 1, so that callers do not come back together
 */
public record RetryLimits(Duration turn, int attempts, Duration first, Duration longest, DoubleSupplier random) {
    public RetryLimits {
        if (attempts < 1) {
            throw new IllegalArgumentException("a call has an attempt: " + attempts);
        }
    }

    /**
     * The pause after an attempt, half of it random.
     *
     * @param attempt from 1
     * @param until what the platform asked for
     * @return negative when it is not worth waiting
     */
    Duration pause(int attempt, @Nullable Instant until, Instant now) {
        if (attempt >= attempts) {
            return Duration.ofMillis(-1);
        }
        long base = Math.min(longest.toMillis(), first.toMillis() << Math.min(20, attempt - 1));
        long own = (long) (base * (0.5 + random.getAsDouble() / 2));
        long asked = until == null ? 0 : Duration.between(now, until).toMillis();
        return asked > longest.toMillis() ? Duration.ofMillis(-1) : Duration.ofMillis(Math.max(own, asked));
    }
}
