package routes.event;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One event to write.
 *
 * @param before the log position that the stored event must still have; null for a new event. A store that finds
 *     another one refuses the write: another process merged in between
 * @param expiring whether the stored event has a time at which it ends by itself
 * @param newest whether it is the newest event of its fingerprint
 * @param status how far a new event got on its way to people
 */
public record EventChange(
        Event event, @Nullable LogPosition before, boolean expiring, boolean newest, EventStatus status) {
    /** On top of a stored event that does not end by itself. */
    public EventChange(Event event, @Nullable LogPosition before, boolean newest) {
        this(event, before, false, newest, EventStatus.INITIAL);
    }

    /** @param stored what the store holds; null for a new event */
    static EventChange of(Event event, @Nullable Event stored, boolean newest) {
        return stored == null
                ? new EventChange(event, null, newest)
                : new EventChange(event, stored.applied(), stored.expires(), newest, EventStatus.INITIAL);
    }

    public EventChange withStatus(EventStatus reached) {
        return new EventChange(event, before, expiring, newest, reached);
    }

    public Optional<LogPosition> expected() {
        return Optional.ofNullable(before);
    }
}
