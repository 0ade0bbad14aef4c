package routes.health.heartbeat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import routes.alarm.Alarm;
import routes.common.repository.Query;
import routes.event.PublishedEvent;
import routes.event.StoreCopy;

/**
 * The watches in memory, and when their last alarms came. The endpoints note the time of a post here, which costs nothing
 * in the store; {@link #save} writes one time for each watch that something came for.
 *
 * <p>Failure policy: what was noted and not saved is lost when the process ends. A process that starts again counts from
 * its start, so that this raises no false alarm.
 */
public final class HeartbeatRegistry {
    private final Heartbeats store;
    private final StoreCopy<List<CompiledWatch>> watches;
    private final Map<String, Instant> unsaved = new ConcurrentHashMap<>();

    /** @param fullReload after this time the watches are read again, whatever their version says */
    public HeartbeatRegistry(Heartbeats store, Duration fullReload, Clock clock) {
        this.store = store;
        this.watches = new StoreCopy<>(
                "heartbeat watches",
                store::version,
                now -> store.all(Query.NEWEST_FIRST).stream()
                        .map(CompiledWatch::of)
                        .toList(),
                fullReload,
                clock);
    }

    /** Reads the watches when they changed or when the full reload is due. Never throws. */
    public void refresh() {
        watches.refresh();
    }

    /** Whether the watches were read. */
    public boolean loaded() {
        return watches.current().isPresent();
    }

    /** An endpoint took a post. @param taken its alarms; may be none */
    public void heard(String source, List<Alarm> taken, Instant at) {
        for (CompiledWatch one : watches.current().orElse(List.of())) {
            if (one.counts(source, taken)) {
                unsaved.merge(one.watch().id(), at, (last, next) -> next.isAfter(last) ? next : last);
            }
        }
    }

    /** Writes what was noted. Throws when the store is away; nothing is forgotten then. */
    public void save() {
        Map.copyOf(unsaved).forEach((id, at) -> {
            store.seen(id, at);
            unsaved.remove(id, at);
        });
    }

    /**
     * The watch whose heartbeat the event is, if people need not see it.
     *
     * @throws HeartbeatsNotLoaded until the watches were read for the first time
     */
    public Optional<HeartbeatWatch> suppressing(PublishedEvent event) {
        for (CompiledWatch one : current()) {
            if (one.suppresses(event)) {
                return Optional.of(one.watch());
            }
        }
        return Optional.empty();
    }

    /** Whether the watch is there, as it was in this edition. */
    public boolean has(String id, long edition) {
        return current().stream()
                .map(CompiledWatch::watch)
                .anyMatch(watch -> watch.id().equals(id) && watch.edition() == edition);
    }

    private List<CompiledWatch> current() {
        return watches.current().orElseThrow(HeartbeatsNotLoaded::new);
    }
}
