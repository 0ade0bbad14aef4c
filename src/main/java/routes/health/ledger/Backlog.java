package routes.health.ledger;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What waits in the store at this moment, found by the keys that sort by time: no query reads what does not wait. */
public interface Backlog {
    /** Notices whose time has come and that no worker is sending: by channel. A claim would take every one of them. */
    Map<String, Waiting> notices(Instant now);

    /** Work of the sweepers that is due and that no sweep has checked: by the name of the work; nothing is left out. */
    Map<String, Waiting> sweeps(Instant now);

    /** What waits in a spool until the log is back: by the name of the log; nothing is left out. */
    Map<String, Waiting> spools();

    /** @param since when the oldest of it was due; null when nothing waits */
    record Waiting(long count, @Nullable Instant since) {
        public static final Waiting NOTHING = new Waiting(0, null);
    }
}
