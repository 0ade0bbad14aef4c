package routes.steps.intake;

import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import routes.common.tracing.LogId;

/**
 * Whether records go straight to the log or behind those that wait in the spool. It closes when the log did not take a
 * record, and opens when the spool has been drained: what was accepted first is logged first.
 */
public final class KafkaSwitch implements Predicate {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaSwitch.class);

    private final String what;
    private volatile boolean open = true;
    private long closings;

    public KafkaSwitch() {
        this("alarms");
    }

    /** @param what goes through it, in the plural, for the log line */
    public KafkaSwitch(String what) {
        this.what = what;
    }

    @Override
    public boolean matches(Exchange exchange) {
        return open;
    }

    /** @param failed the post whose records the log did not take */
    public void shutAfter(Exchange failed) {
        try (MDC.MDCCloseable alarms = LogId.ALARM.during(failed.getProperty(LogId.POSTED, List.class))) {
            shut();
        }
    }

    public synchronized void shut() {
        closings++;
        if (open) {
            open = false;
            LOG.warn("the log takes no records: {} go to the spool until it does", what);
        }
    }

    /** How often it was shut so far. */
    synchronized long closings() {
        return closings;
    }

    /** Opens unless it was shut again since {@code closings} was read: then something new waits in the spool. */
    synchronized void reopen(long closingsBefore) {
        if (!open && closings == closingsBefore) {
            open = true;
            LOG.info("the spool is empty: {} go straight to the log", what);
        }
    }
}
