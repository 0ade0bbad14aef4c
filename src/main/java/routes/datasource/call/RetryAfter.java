package routes.datasource.call;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import routes.datasource.PlatformFailure;

/** Heeds when a platform wants to be asked again. */
public final class RetryAfter implements Processor {
    private final Duration longest;
    private final Clock clock;

    /** @param longest the longest pause; a platform that asks for a longer one is not asked again */
    public RetryAfter(Duration longest, Clock clock) {
        this.longest = longest;
        this.clock = clock;
    }

    /** Whether the pause that the platform asks for is one to wait for. */
    public boolean shortEnough(Exchange exchange) {
        return asked(exchange).filter(pause -> pause.compareTo(longest) > 0).isEmpty();
    }

    /** The pause before the next attempt is the one that the platform asks for; else that of the route. */
    @Override
    public void process(Exchange exchange) {
        asked(exchange).filter(pause -> pause.toMillis() > 0).ifPresent(pause -> exchange.getIn()
                .setHeader(Exchange.REDELIVERY_DELAY, pause.toMillis()));
    }

    private Optional<Duration> asked(Exchange exchange) {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        Instant until = failure instanceof PlatformFailure.Throttled throttled ? throttled.until() : null;
        return Optional.ofNullable(until).map(end -> Duration.between(clock.instant(), end));
    }
}
