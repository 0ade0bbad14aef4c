package routes.pipeline;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether alarms go straight to the log or behind those that wait in the spool. It closes when the log did not take a
 * record, and opens when the spool has been drained: what was accepted first is logged first.
 */
public final class LogGate implements Predicate {
    private static final Logger LOG = LoggerFactory.getLogger(LogGate.class);

    private final AtomicBoolean open = new AtomicBoolean(true);

    /** Whether the log takes records. */
    @Override
    public boolean matches(Exchange exchange) {
        return open.get();
    }

    public void shut() {
        if (open.compareAndSet(true, false)) {
            LOG.warn("the log takes no records: alarms go to the spool until it does");
        }
    }

    public void reopen() {
        if (open.compareAndSet(false, true)) {
            LOG.info("the spool is empty: alarms go straight to the log");
        }
    }
}
