package routes.health.selfalarm;

import java.time.Instant;
import java.util.List;

/** What the store counts about the hub, the same for every copy. All methods throw when the store is away. */
public interface HubFacts {
    /** What was refused since then and still waits in the inbox, by source. */
    List<Findings.Refusals> refusals(Instant from);

    /** How many notices that were made since then were given up; those about alarms of the hub do not count. */
    long dead(Instant from);

    /** The hub's own alarms that are open, but for those of heartbeat watches. */
    List<Open> open();

    /** An open alarm of the hub. */
    record Open(String fingerprint, String eventId, String title) {}
}
