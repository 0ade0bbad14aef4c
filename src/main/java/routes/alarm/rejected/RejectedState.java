package routes.alarm.rejected;

import java.util.Map;
import java.util.Set;

/** Where a rejected body is, and the one table of moves that are allowed. */
public enum RejectedState {
    /** Waits for a decision. */
    REJECTED,
    /** Became alarms after all. */
    REPLAYED,
    /** A person decided that it is not needed. */
    DISCARDED;

    private static final Map<RejectedState, Set<RejectedState>> ALLOWED =
            Map.of(REJECTED, Set.of(REPLAYED, DISCARDED), REPLAYED, Set.of(), DISCARDED, Set.of());

    public boolean mayBecome(RejectedState next) {
        return ALLOWED.getOrDefault(this, Set.of()).contains(next);
    }
}
