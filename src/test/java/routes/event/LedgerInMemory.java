package routes.event;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** An {@link EventLedger} with the promises of the real one, whose process can die in the middle of a write. */
final class LedgerInMemory implements EventLedger {
    /** Where a write is cut off. */
    enum Crash {
        BEFORE_ALL,
        AFTER_SOME_ALARMS,
        AFTER_ALARMS,
        AFTER_SOME_UPDATES,
        AFTER_UPDATES,
        AFTER_SOME_INSERTS,
        BEFORE_PUBLISHING
    }

    /** The process died. */
    static final class Died extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final Map<String, StoredAlarm> alarms = new HashMap<>();
    private final Map<String, Event> events = new HashMap<>();
    private final Map<String, String> newest = new HashMap<>();
    private final Map<String, String> open = new HashMap<>();
    private Optional<Crash> next = Optional.empty();

    /** The next write dies there. */
    void dieAt(Crash crash) {
        next = Optional.of(crash);
    }

    boolean armed() {
        return next.isPresent();
    }

    List<Event> events() {
        return List.copyOf(events.values());
    }

    @Override
    public Map<String, StoredAlarm> alarmsById(Collection<String> ids) {
        Map<String, StoredAlarm> found = new HashMap<>();
        ids.stream().map(alarms::get).filter(Objects::nonNull).forEach(alarm -> found.put(alarm.id(), alarm));
        return found;
    }

    @Override
    public Map<String, Event> newestByFingerprint(Collection<String> fingerprints) {
        Map<String, Event> found = new HashMap<>();
        fingerprints.stream()
                .map(newest::get)
                .filter(Objects::nonNull)
                .map(events::get)
                .forEach(event -> found.put(event.fingerprint(), event));
        return found;
    }

    @Override
    public List<Event> eventsById(Collection<String> ids) {
        return ids.stream().map(events::get).filter(Objects::nonNull).toList();
    }

    @Override
    public void write(List<MergedAlarm> merged, List<EventChange> changes) {
        List<EventChange> updates =
                changes.stream().filter(change -> change.expected().isPresent()).toList();
        List<EventChange> inserts =
                changes.stream().filter(change -> change.expected().isEmpty()).toList();
        dieIf(Crash.BEFORE_ALL);
        merged.stream().skip(merged.size() / 2).forEach(this::keep);
        dieIf(Crash.AFTER_SOME_ALARMS);
        merged.forEach(this::keep);
        dieIf(Crash.AFTER_ALARMS);
        updates.stream().limit(updates.size() / 2).forEach(this::update);
        dieIf(Crash.AFTER_SOME_UPDATES);
        updates.stream().skip(updates.size() / 2).forEach(this::update);
        dieIf(Crash.AFTER_UPDATES);
        inserts.stream().limit(inserts.size() / 2).forEach(this::insert);
        dieIf(Crash.AFTER_SOME_INSERTS);
        inserts.stream().skip(inserts.size() / 2).forEach(this::insert);
        dieIf(Crash.BEFORE_PUBLISHING);
    }

    private void dieIf(Crash point) {
        if (next.filter(point::equals).isPresent()) {
            next = Optional.empty();
            throw new Died();
        }
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

    List<Event> openEvents(String fingerprint) {
        List<Event> found = new ArrayList<>(events.values());
        found.removeIf(event -> !event.open() || !event.fingerprint().equals(fingerprint));
        return found;
    }
}
