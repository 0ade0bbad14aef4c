package routes.steps.delivery;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.notice.FailureReason;
import routes.notice.HostOf;
import routes.notice.Rate;
import routes.notice.SendLog;
import routes.notice.SendResult;

/**
 * Keeps sends within the limits of their targets, and away from robots that are throttled and hosts that are down: the steps in
 * front of a claim. A circuit breaker for each host lets one send through now and then while the host fails; what it holds back
 * waits and is not counted as an attempt.
 */
public final class SendLimits {
    private static final Logger LOG = LoggerFactory.getLogger(SendLimits.class);
    private static final String TARGET = "target";
    private static final String HELD = "held";
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

    /** A robot, an app or a host that asked for a pause gets it. */
    public void pause(Exchange exchange) {
        hold(exchange, throttles.wait(target(exchange)));
    }

    /** A host that is down is left alone; one send at a time finds out whether it is back. */
    public void breaker(Exchange exchange) {
        if (held(exchange).isEmpty() && !ofHost(target(exchange)).tryAcquirePermission()) {
            hold(exchange, LOOK_AGAIN);
        }
    }

    /** A target takes no more than its rate. */
    public void rate(Exchange exchange) {
        if (held(exchange).isPresent()) {
            return;
        }
        String target = target(exchange);
        Duration wait = room(target);
        if (!wait.isZero()) {
            ofHost(target).releasePermission();
            hold(exchange, wait);
        }
    }

    /** Puts the question whether a target may be sent to. */
    static void begin(Exchange exchange, String target) {
        exchange.setProperty(TARGET, target);
    }

    static String target(Exchange exchange) {
        return Objects.requireNonNull(exchange.getProperty(TARGET, String.class), "the exchange has no target");
    }

    /** How long the target is not sent to; empty when it may be. */
    static Optional<Duration> held(Exchange exchange) {
        return Optional.ofNullable(exchange.getProperty(HELD, Duration.class));
    }

    static void hold(Exchange exchange, Duration wait) {
        if (!wait.isZero()) {
            exchange.setProperty(HELD, wait);
        }
    }

    /** What came of a send that was admitted. */
    void report(String target, SendResult result, Duration took) {
        CircuitBreaker breaker = ofHost(target);
        if (result instanceof SendResult.TryLater later && hostIsDown(later.reason())) {
            breaker.onError(
                    took.toMillis(),
                    TimeUnit.MILLISECONDS,
                    new IllegalStateException(later.said().text()));
        } else {
            breaker.onSuccess(took.toMillis(), TimeUnit.MILLISECONDS);
        }
        write(target, () -> log.ended(target, clock.instant()));
    }

    /** A send that was admitted did not take place. */
    void unused(String target) {
        ofHost(target).releasePermission();
        write(target, () -> log.unused(target));
    }

    /** A log that cannot be written counts the call as one under way until its lease ends: never too few. */
    private void write(String target, Runnable change) {
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

    private CircuitBreaker ofHost(String target) {
        return breakers.circuitBreaker(HostOf.target(target));
    }

    private static boolean hostIsDown(FailureReason reason) {
        return reason == FailureReason.CONNECTION
                || reason == FailureReason.TIMEOUT
                || reason == FailureReason.SERVER_ERROR;
    }
}
