package routes.event;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One event to write.
 *
 * @param before the log position that the stored event must still have; null for a new event. A store that finds
 *     another one refuses the write: somebody else merged in between
 * @param newest whether it is the newest event of its fingerprint
 * @param status how far a new event got on its way to people
 */
public record EventChange(Event event, @Nullable LogPosition before, boolean newest, EventStatus status) {
    public EventChange(Event event, @Nullable LogPosition before, boolean newest) {
        this(event, before, newest, EventStatus.INITIAL);
    }

    public Optional<LogPosition> expected() {
        return Optional.ofNullable(before);
    }
}
