package routes.event;

import java.time.Instant;
import java.util.Optional;

/** Who acknowledged an event: no reminders of it are sent any more. */
public interface Acknowledgements {
    /** @param by the person, in the words of the place where they said so */
    record Acknowledged(String by, Instant at) {}

    /** The first one counts. @return false when the event was acknowledged before, or is not there */
    boolean acknowledge(String eventId, Acknowledged who);

    Optional<Acknowledged> of(String eventId);
}
