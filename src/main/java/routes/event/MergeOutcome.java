package routes.event;

import java.util.Locale;

/** What became of one alarm at the merge; stored with it and shown in the trace. */
public enum MergeOutcome {
    OPENED,
    REPEATED,
    ESCALATED,
    RESOLVED,
    /** A recovery with nothing open: kept as an event that is over already. */
    RECOVERY_ONLY,
    /** Overtaken by what the event knows already, by the source's own times: kept, changes no state. */
    LATE,
    /** The level of the open event fell, or rose again to what it was before. */
    LEVEL_CHANGED,
    /** The event ended without a recovery. */
    EXPIRED;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
