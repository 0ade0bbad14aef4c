package routes.event;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Events in memory, with the promises of the stored ones: for runs that leave nothing behind. A write that is repeated
 * after it was cut off does no harm; one that does not find what it was made of is refused.
 */
public final class MemoryLedger implements EventLedger {
    private final Map<String, StoredAlarm> alarms = new HashMap<>();
    private final Map<String, Event> events = new HashMap<>();
    private final Map<String, String> newest = new HashMap<>();
    private final Map<String, String> open = new HashMap<>();

    public List<Event> events() {
        return List.copyOf(events.values());
    }

    /** How many alarms were merged. */
    public int alarms() {
        return alarms.size();
    }

    @Override
    public Map<String, StoredAlarm> alarmsById(Collection<String> ids) {
        return found(ids, alarms::get, StoredAlarm::id);
    }

    @Override
    public Map<String, Event> newestByFingerprint(Collection<String> fingerprints) {
        return found(fingerprints, fingerprint -> events.get(newest.get(fingerprint)), Event::fingerprint);
    }

    @Override
    public List<Event> eventsById(Collection<String> ids) {
        return ids.stream().map(events::get).filter(Objects::nonNull).toList();
    }

    @Override
    public void write(List<MergedAlarm> merged, List<EventChange> changes) {
        merged.forEach(this::keep);
        changes.stream().filter(change -> change.expected().isPresent()).forEach(this::update);
        changes.stream().filter(change -> change.expected().isEmpty()).forEach(this::insert);
    }

    private void keep(MergedAlarm merged) {
        String id = merged.logged().alarm().id();
        alarms.putIfAbsent(id, new StoredAlarm(id, merged.logged().position(), merged.eventId(), merged.previousId()));
    }

    private void update(EventChange change) {
        Event stored = events.get(change.event().id());
        if (stored == null || !stored.applied().equals(change.before())) {
            throw new StaleEvent("changed meanwhile: " + change.event().id());
        }
        put(change);
    }

    private void insert(EventChange change) {
        if (events.containsKey(change.event().id())) {
            throw new StaleEvent("there already: " + change.event().id());
        }
        put(change);
    }

    private void put(EventChange change) {
        Event event = change.event();
        point(newest, event, change.newest());
        point(open, event, event.open());
        events.put(event.id(), event);
    }

    /** A unique key: one event of a fingerprint holds it. */
    private static void point(Map<String, String> index, Event event, boolean holds) {
        String holder = index.get(event.fingerprint());
        if (!holds) {
            index.remove(event.fingerprint(), event.id());
        } else if (holder == null || holder.equals(event.id())) {
            index.put(event.fingerprint(), event.id());
        } else {
            throw new StaleEvent("another event of the fingerprint holds the key: " + holder);
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
