package routes.event;

import java.util.Locale;

/** What became of one alarm at the merge; stored with it and shown in the trace. */
public enum Outcome {
    OPENED,
    REPEATED,
    ESCALATED,
    RESOLVED,
    /** A recovery with nothing open: kept as an event that is over already. */
    RECOVERY_ONLY,
    /** Older than what the event knows already, by the source's own times: kept, changes no state. */
    LATE;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
