package routes.datasource.call;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.datasource.PlatformAnswer;
import routes.datasource.PlatformCall;
import routes.datasource.PlatformFailure;
import routes.datasource.PlatformQuestion;
import routes.datasource.PlatformRequest;

/**
 * Calls over the routes of the platforms.
 *
 * <p>Failure policy: a call that the platform throttled was not done and is tried again; one without answer is tried again
 * only when the question says that this does no harm. All waits are bounded ({@link RetryLimits}).
 */
public final class RoutedCalls implements PlatformCall {
    private static final Logger LOG = LoggerFactory.getLogger(RoutedCalls.class);

    private final BiFunction<String, PlatformRequest, PlatformAnswer> route;
    private final CircuitBreakerRegistry breakers;
    private final QuotaQueue turns;
    private final QuotaQueue.Sleeper sleeper;
    private final RetryLimits patience;
    private final Clock clock;

    /** @param route sends a request over the route of this name */
    public RoutedCalls(
            BiFunction<String, PlatformRequest, PlatformAnswer> route,
            CallBudget budget,
            CircuitBreakerConfig breaker,
            RetryLimits patience,
            Clock clock) {
        this(route, budget, breaker, patience, new Waiting(time -> Thread.sleep(time.toMillis()), clock));
    }

    RoutedCalls(
            BiFunction<String, PlatformRequest, PlatformAnswer> route,
            CallBudget budget,
            CircuitBreakerConfig breaker,
            RetryLimits patience,
            Waiting waiting) {
        this.route = route;
        this.breakers = CircuitBreakerRegistry.of(CircuitBreakerConfig.from(breaker)
                .recordException(PlatformFailure.Unavailable.class::isInstance)
                .build());
        this.turns = new QuotaQueue(budget, waiting.sleeper(), waiting.clock());
        this.sleeper = waiting.sleeper();
        this.patience = patience;
        this.clock = waiting.clock();
    }

    /** How time passes. */
    record Waiting(QuotaQueue.Sleeper sleeper, Clock clock) {}

    @Override
    public <T> T ask(PlatformQuestion<T> question) {
        try {
            for (int attempt = 1; ; attempt++) {
                try {
                    return turns.inTurn(question.group(), question.quota(), patience.turn(), () -> once(question));
                } catch (PlatformFailure failure) {
                    pause(question, attempt, failure);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformFailure.Unavailable("the call was given up: the application stops", "interrupted");
        }
    }

    private <T> T once(PlatformQuestion<T> question) {
        try {
            return breakers.circuitBreaker(question.group()).executeSupplier(() -> {
                PlatformRequest request = question.request().get();
                return question.reader().apply(route.apply("datasource-" + question.platform(), request));
            });
        } catch (CallNotPermittedException e) {
            throw new PlatformFailure.Unavailable(
                    "the platform is left alone for a while: too many calls of this account failed", "breaker");
        }
    }

    private void pause(PlatformQuestion<?> question, int attempt, PlatformFailure failure) throws InterruptedException {
        boolean again = failure instanceof PlatformFailure.Throttled || failure.passes() && question.repeatable();
        Instant until = failure instanceof PlatformFailure.Throttled throttled ? throttled.until() : null;
        Duration pause = patience.pause(attempt, until, clock.instant());
        if (!again || pause.isNegative()) {
            throw failure;
        }
        LOG.atInfo()
                .addKeyValue("platform", question.platform())
                .addKeyValue("attempt", attempt)
                .log("call failed and is tried again: {}", failure.code());
        sleeper.sleep(pause);
    }
}
