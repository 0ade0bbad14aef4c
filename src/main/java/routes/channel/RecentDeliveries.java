package routes.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The deliveries that were taken lately, by what makes each unique. Holds replays off cheaply; that an event has its
 * effect once does not hang on it, but on the unique keys of the store.
 */
public final class RecentDeliveries {
    private final Map<String, Instant> taken;
    private final Duration window;

    /** @param window how long a delivery could be replayed: older ones fail their check of the time */
    public RecentDeliveries(Duration window, int most) {
        this.window = window;
        this.taken = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
                return size() > most;
            }
        };
    }

    public synchronized boolean taken(String once, Instant now) {
        Instant at = taken.get(once);
        return at != null && at.plus(window).isAfter(now);
    }

    public synchronized void take(String once, Instant now) {
        taken.remove(once);
        taken.put(once, now);
    }
}
