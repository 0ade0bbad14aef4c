package routes.compare;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import routes.event.Event;
import routes.event.EventChange;
import routes.event.EventLedger;
import routes.event.MergedAlarm;
import routes.event.StoredAlarm;

/** Events of one run, in memory; no event of before it. */
final class MemoryLedger implements EventLedger {
    private final Map<String, StoredAlarm> alarms = new HashMap<>();
    private final Map<String, Event> events = new HashMap<>();
    private final Map<String, Event> newest = new HashMap<>();

    int events() {
        return events.size();
    }

    int alarms() {
        return alarms.size();
    }

    @Override
    public Map<String, StoredAlarm> alarmsById(Collection<String> wanted) {
        return found(wanted, alarms::get, StoredAlarm::id);
    }

    @Override
    public Map<String, Event> newestByFingerprint(Collection<String> fingerprints) {
        return found(fingerprints, newest::get, Event::fingerprint);
    }

    @Override
    public List<Event> eventsById(Collection<String> wanted) {
        return List.copyOf(found(wanted, events::get, Event::id).values());
    }

    @Override
    public void write(List<MergedAlarm> merged, List<EventChange> changes) {
        for (MergedAlarm alarm : merged) {
            String id = alarm.logged().alarm().id();
            alarms.put(id, new StoredAlarm(id, alarm.logged().position(), alarm.eventId(), alarm.previousId()));
        }
        for (EventChange change : changes) {
            events.put(change.event().id(), change.event());
            if (change.newest()) {
                newest.put(change.event().fingerprint(), change.event());
            }
        }
    }

    private static <T> Map<String, T> found(
            Collection<String> wanted, Function<String, T> known, Function<T, String> key) {
        return wanted.stream()
                .distinct()
                .map(known)
                .filter(Objects::nonNull)
                .collect(Collectors.toMap(key, Function.identity()));
    }
}
