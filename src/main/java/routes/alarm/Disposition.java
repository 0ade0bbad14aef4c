package routes.alarm;

/** What the sender itself decided about an alarm before it reached us (chat interest rules). */
public enum Disposition {
    /** Deliver to the subscribers. */
    NOTIFY,
    /** No interest rule was satisfied: kept, shown, not delivered. */
    NOT_MATCHED,
    /** A filter rule was satisfied: kept, shown, not delivered. */
    FILTERED,
    /** A test alarm: kept, shown as a test, not delivered. */
    TEST
}
