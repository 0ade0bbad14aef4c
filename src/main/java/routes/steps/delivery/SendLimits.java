package routes.steps.delivery;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.notice.Admission;
import routes.notice.FailureReason;
import routes.notice.HostOf;
import routes.notice.Rate;
import routes.notice.SendLog;
import routes.notice.SendResult;

/**
 * Keeps sends within the limits of their targets, and away from robots that are throttled and hosts that are down. A circuit breaker for each host
 * lets one send through now and then while the host fails; what it holds back waits and is not counted as an attempt.
 */
public final class SendLimits implements Admission {
    private static final Logger LOG = LoggerFactory.getLogger(SendLimits.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final CircuitBreakerRegistry breakers;
    private final Function<String, List<Rate>> limits;
    private final SendLog log;
    private final Throttles throttles;
    private final Clock clock;

    /** @param limits the rates of a target, none when it has no limit */
    public SendLimits(
            CircuitBreakerRegistry breakers,
            Function<String, List<Rate>> limits,
            SendLog log,
            Throttles throttles,
            Clock clock) {
        this.breakers = breakers;
        this.limits = limits;
        this.log = log;
        this.throttles = throttles;
        this.clock = clock;
    }

    @Override
    public Duration ask(String target) {
        Duration throttled = throttles.wait(target);
        if (!throttled.isZero()) {
            return throttled;
        }
        CircuitBreaker breaker = breaker(target);
        if (!breaker.tryAcquirePermission()) {
            return LOOK_AGAIN;
        }
        Duration wait = room(target);
        if (!wait.isZero()) {
            breaker.releasePermission();
        }
        return wait;
    }

    /** What came of a send that was admitted. */
    void report(String target, SendResult result, Duration took) {
        CircuitBreaker breaker = breaker(target);
        if (result instanceof SendResult.TryLater later && hostIsDown(later.reason())) {
            breaker.onError(
                    took.toMillis(),
                    TimeUnit.MILLISECONDS,
                    new IllegalStateException(later.said().text()));
        } else {
            breaker.onSuccess(took.toMillis(), TimeUnit.MILLISECONDS);
        }
        tellLog(target, () -> log.ended(target, clock.instant()));
    }

    /** A send that was admitted did not take place. */
    void unused(String target) {
        breaker(target).releasePermission();
        tellLog(target, () -> log.unused(target));
    }

    /** A log that cannot be told counts the call as one under way until its lease ends: never too few. */
    private void tellLog(String target, Runnable change) {
        if (limits.apply(target).isEmpty()) {
            return;
        }
        try {
            change.run();
        } catch (RuntimeException e) {
            LOG.warn("the send log cannot be written, a limited target waits longer: {}", e.toString());
        }
    }

    private Duration room(String target) {
        List<Rate> rates = limits.apply(target);
        if (rates.isEmpty()) {
            return Duration.ZERO;
        }
        try {
            return log.enter(target, rates, clock.instant());
        } catch (RuntimeException e) {
            LOG.warn("the send log cannot be read, a limited target waits: {}", e.toString());
            return LOOK_AGAIN;
        }
    }

    private CircuitBreaker breaker(String target) {
        return breakers.circuitBreaker(HostOf.target(target));
    }

    private static boolean hostIsDown(FailureReason reason) {
        return reason == FailureReason.CONNECTION
                || reason == FailureReason.TIMEOUT
                || reason == FailureReason.SERVER_ERROR;
    }
}
