package routes.datasource.call;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.datasource.PlatformFailure;

/** What a route cannot say of its retries: how long the platform wants to be left alone, and the line in the log. */
public final class CallRetries implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(CallRetries.class);

    private final Duration longest;
    private final Clock clock;

    /** @param longest the longest pause; a platform that asks for a longer one is not called again */
    public CallRetries(Duration longest, Clock clock) {
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
        LOG.atInfo()
                .addKeyValue("platform", CallSteps.question(exchange).platform())
                .addKeyValue("attempt", exchange.getProperty("attempt"))
                .log("call failed: {}", code(exchange));
        asked(exchange).filter(pause -> pause.toMillis() > 0).ifPresent(pause -> exchange.getIn()
                .setHeader(Exchange.REDELIVERY_DELAY, pause.toMillis()));
    }

    private static String code(Exchange exchange) {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        return failure instanceof PlatformFailure known ? known.code() : "unknown";
    }

    private Optional<Duration> asked(Exchange exchange) {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        Instant until = failure instanceof PlatformFailure.Throttled throttled ? throttled.until() : null;
        return Optional.ofNullable(until).map(end -> Duration.between(clock.instant(), end));
    }
}
