package routes.event;

import java.util.Map;
import java.util.Set;

/** Where an event is in its life, and the one table of moves that are allowed. */
public enum EventState {
    /** The problem is there. */
    FIRING,
    /** The source said that it is over. */
    RESOLVED,
    /** It ended without a recovery: its time ran out, or the source gave it up. */
    EXPIRED;

    private static final Map<EventState, Set<EventState>> ALLOWED =
            Map.of(FIRING, Set.of(RESOLVED, EXPIRED), RESOLVED, Set.of(), EXPIRED, Set.of());

    public boolean mayBecome(EventState next) {
        return ALLOWED.getOrDefault(this, Set.of()).contains(next);
    }
}
