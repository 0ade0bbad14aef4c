package routes.alarm;

/** What the sender itself decided about an alarm before it reached us (chat interest rules). */
public enum Disposition {
    /** Deliver to whoever subscribed. */
    NOTIFY,
    /** No interest rule was satisfied: kept, shown, not delivered. */
    NOT_MATCHED,
    /** A filter rule was satisfied: kept, shown, not delivered. */
    FILTERED,
    /** Somebody tried whether alarms arrive: kept, shown as a test, not delivered. */
    TEST
}
