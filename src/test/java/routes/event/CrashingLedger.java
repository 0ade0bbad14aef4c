package routes.event;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A {@link MemoryLedger} whose process can die in the middle of a write. */
final class CrashingLedger implements EventLedger {
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

    private final MemoryLedger written = new MemoryLedger();
    private Optional<Crash> next = Optional.empty();

    /** The next write dies there. */
    void dieAt(Crash crash) {
        next = Optional.of(crash);
    }

    boolean armed() {
        return next.isPresent();
    }

    List<Event> events() {
        return written.events();
    }

    @Override
    public Map<String, StoredAlarm> alarmsById(Collection<String> ids) {
        return written.alarmsById(ids);
    }

    @Override
    public Map<String, Event> newestByFingerprint(Collection<String> fingerprints) {
        return written.newestByFingerprint(fingerprints);
    }

    @Override
    public List<Event> eventsById(Collection<String> ids) {
        return written.eventsById(ids);
    }

    @Override
    public void write(List<MergedAlarm> merged, List<EventChange> changes) {
        List<EventChange> updates =
                changes.stream().filter(change -> change.expected().isPresent()).toList();
        List<EventChange> inserts =
                changes.stream().filter(change -> change.expected().isEmpty()).toList();
        dieIf(Crash.BEFORE_ALL);
        written.write(merged.subList(merged.size() / 2, merged.size()), List.of());
        dieIf(Crash.AFTER_SOME_ALARMS);
        written.write(merged, List.of());
        dieIf(Crash.AFTER_ALARMS);
        written.write(List.of(), updates.subList(0, updates.size() / 2));
        dieIf(Crash.AFTER_SOME_UPDATES);
        written.write(List.of(), updates.subList(updates.size() / 2, updates.size()));
        dieIf(Crash.AFTER_UPDATES);
        written.write(List.of(), inserts.subList(0, inserts.size() / 2));
        dieIf(Crash.AFTER_SOME_INSERTS);
        written.write(List.of(), inserts.subList(inserts.size() / 2, inserts.size()));
        dieIf(Crash.BEFORE_PUBLISHING);
    }

    private void dieIf(Crash point) {
        if (next.filter(point::equals).isPresent()) {
            next = Optional.empty();
            throw new Died();
        }
    }

    List<Event> openEvents(String fingerprint) {
        List<Event> found = new ArrayList<>(events());
        found.removeIf(event -> !event.open() || !event.fingerprint().equals(fingerprint));
        return found;
    }
}
