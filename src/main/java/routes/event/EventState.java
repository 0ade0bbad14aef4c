package routes.event;

import java.util.Map;
import java.util.Set;

/** Where an event is in its life, and the one table of moves that are allowed. */
public enum EventState {
    /** The problem is there. */
    FIRING,
    /** The source said that it is over. */
    RESOLVED,
    /** Nobody said that it is over, but it was silent for longer than the source's merge window. */
    EXPIRED;

    private static final Map<EventState, Set<EventState>> ALLOWED =
            Map.of(FIRING, Set.of(RESOLVED, EXPIRED), RESOLVED, Set.of(), EXPIRED, Set.of());

    public boolean mayBecome(EventState next) {
        return ALLOWED.get(this).contains(next);
    }
}
