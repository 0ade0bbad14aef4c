package routes.datasource.call;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import org.apache.camel.Exchange;
import routes.datasource.PlatformFailure;

/**
 * A circuit breaker for each account of a platform: one whose calls bring no answer is left alone for a while, others are not.
 * The circuit breaker of Camel counts for a step, not for an account.
 */
public final class AccountBreakers {
    private static final String BEGUN = "breakerBegun";

    private final CircuitBreakerRegistry breakers;

    public AccountBreakers(CircuitBreakerConfig breaker) {
        breakers = CircuitBreakerRegistry.of(breaker);
    }

    /** @throws PlatformFailure.Unavailable while the breaker of the account is open */
    public void check(Exchange exchange) {
        CircuitBreaker breaker = breaker(exchange);
        if (!breaker.tryAcquirePermission()) {
            throw new PlatformFailure.Unavailable(
                    "the platform is left alone for a while: too many calls of this account failed", "breaker");
        }
        exchange.setProperty(BEGUN, breaker.getCurrentTimestamp());
    }

    /** Counts a call that was let through: one without an answer against the account, any other for it. */
    public void record(Exchange exchange) {
        Long begun = (Long) exchange.removeProperty(BEGUN);
        if (begun == null) {
            return;
        }
        CircuitBreaker breaker = breaker(exchange);
        long took = breaker.getCurrentTimestamp() - begun;
        Throwable failure =
                CallSteps.answered(exchange) ? null : exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        if (failure instanceof PlatformFailure.Unavailable) {
            breaker.onError(took, breaker.getTimestampUnit(), failure);
        } else {
            breaker.onSuccess(took, breaker.getTimestampUnit());
        }
    }

    private CircuitBreaker breaker(Exchange exchange) {
        return breakers.circuitBreaker(CallSteps.question(exchange).group());
    }
}
