package routes.datasource.call;

import java.time.Duration;
import java.time.Instant;

/** Counts calls of all copies together. */
@FunctionalInterface
public interface CallBudget {
    /** Enters one call. @return zero when it is entered, else how long to wait before asking again; nothing is entered then */
    Duration enter(String group, int perSecond, Instant now);
}
