package routes.steps.inbound;

import java.util.function.Predicate;
import org.apache.camel.Exchange;
import org.apache.kafka.common.errors.RetriableException;

/** Whether a step failed because the log or the store is away: then it is tried again for as long as that lasts. */
public final class InboundOutage {
    private static final int LONGEST_CHAIN = 20;

    private final Predicate<Throwable> storeAway;

    public InboundOutage(Predicate<Throwable> storeAway) {
        this.storeAway = storeAway;
    }

    public boolean away(Exchange exchange) {
        Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, exchange.getException(), Throwable.class);
        for (int depth = 0; cause != null && depth < LONGEST_CHAIN; depth++, cause = cause.getCause()) {
            if (cause instanceof RetriableException || storeAway.test(cause)) {
                return true;
            }
        }
        return false;
    }
}
