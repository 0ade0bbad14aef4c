package routes.http;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.common.error.ErrorCode;

/**
 * Callers that were refused: counted by endpoint, logged once a minute, and after too many wrong tokens from one address
 * the endpoint answers that address 429 for a while. An endpoint has tokens of its own, so tries are counted for each.
 */
public final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final int MOST_REMEMBERED = 10_000;
    private static final long LOG_EVERY = Duration.ofMinutes(1).toNanos();

    private final @Nullable MeterRegistry metrics;
    private final int wrongTokens;
    private final long pause;
    private final LongSupplier nanos;
    private final Map<Caller, Tries> tries = new ConcurrentHashMap<>();
    private final Map<String, Reported> reported = new ConcurrentHashMap<>();

    private record Caller(String address, String endpoint) {}

    /** @param begun when the first of them came */
    private record Tries(int count, long begun) {}

    private record Reported(long at, long silent) {}

    /**
     * @param wrongTokens within {@code pause} after which it begins; 0 for never
     * @param nanos a clock such as {@link System#nanoTime}
     */
    public Refusals(@Nullable MeterRegistry metrics, int wrongTokens, Duration pause, LongSupplier nanos) {
        this.metrics = metrics;
        this.wrongTokens = wrongTokens;
        this.pause = pause.toNanos();
        this.nanos = nanos;
    }

    /** Whether no address has to stay away from anything. */
    boolean quiet() {
        return tries.isEmpty();
    }

    /** How many seconds this address must stay away from an endpoint; empty when it need not. */
    OptionalLong secondsToWait(String address, String endpoint) {
        if (wrongTokens == 0) {
            return OptionalLong.empty();
        }
        Tries known = tries.get(new Caller(address, endpoint));
        if (known == null || known.count() < wrongTokens) {
            return OptionalLong.empty();
        }
        long left = pause - (nanos.getAsLong() - known.begun());
        return left <= 0
                ? OptionalLong.empty()
                : OptionalLong.of(Duration.ofNanos(left).toSeconds() + 1);
    }

    /** A token or a signature that is not valid. The pause begins with the last of the tries. */
    void wrongToken(String address, String endpoint) {
        if (wrongTokens == 0) {
            return;
        }
        long now = nanos.getAsLong();
        if (tries.size() >= MOST_REMEMBERED) {
            tries.values().removeIf(old -> now - old.begun() > pause);
        }
        if (tries.size() < MOST_REMEMBERED) {
            tries.compute(new Caller(address, endpoint), (caller, known) -> next(known, now));
        }
    }

    private Tries next(@Nullable Tries known, long now) {
        if (known == null || now - known.begun() > pause) {
            return new Tries(1, now);
        }
        int count = known.count() + 1;
        return new Tries(count, count == wrongTokens ? now : known.begun());
    }

    /** Counts a refusal, and logs it unless one of this endpoint was logged within the last minute. */
    void count(String address, String endpoint, ErrorCode reason) {
        if (metrics != null) {
            metrics.counter("veaiops.http.refused", "endpoint", endpoint, "reason", reason.wireName())
                    .increment();
        }
        long now = nanos.getAsLong();
        reported.compute(endpoint, (same, last) -> {
            if (last != null && now - last.at() < LOG_EVERY) {
                return new Reported(last.at(), last.silent() + 1);
            }
            long silent = last == null ? 0 : last.silent();
            LOG.atWarn()
                    .addKeyValue("endpoint", endpoint)
                    .addKeyValue("reason", reason.wireName())
                    .addKeyValue("address", address)
                    .log("a caller was refused ({} more since the last such line)", silent);
            return new Reported(now, 0);
        });
    }
}
