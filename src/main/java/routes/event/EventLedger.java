package routes.event;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What the merge reads and writes. */
public interface EventLedger {
    /** Alarms that were merged before, by id. */
    Map<String, StoredAlarm> alarmsById(Collection<String> ids);

    /** The newest event of each fingerprint, open or not, by fingerprint. */
    Map<String, Event> newestByFingerprint(Collection<String> fingerprints);

    List<Event> eventsById(Collection<String> ids);

    /**
     * Writes the alarms, then the events. Failure policy: when it throws, some of it may be written; the same call, or
     * the merge from the start, may be repeated and does no harm.
     *
     * @throws StaleEvent when an event has changed since it was read: read again and merge again
     */
    void write(List<MergedAlarm> alarms, List<EventChange> events);
}
