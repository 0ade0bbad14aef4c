package routes.health.ledger;

import java.time.Instant;

/** What the store counts for the statistics of the system. Periods hold their beginning and not their end. */
public interface SystemCounts {
    /** What people switch on and off. */
    enum Switched {
        BOTS,
        CHATS,
        INFORM_STRATEGIES,
        SUBSCRIPTIONS,
        USERS,
        PRODUCTS,
        PROJECTS,
        CUSTOMERS,
        TASKS
    }

    long active(Switched what);

    /** Active tasks whose thresholds are computed anew on schedule. */
    long autoUpdatedTasks();

    /** Versions of thresholds that were begun in the period and ended well, or failed. */
    long versions(boolean succeeded, Instant from, Instant to);

    /** Events that were opened in the period and dispatched. */
    long dispatchedEvents(Instant from, Instant to);

    /** Messages of chats that were written in the period. */
    long messages(Instant from, Instant to);
}
