package routes.event;

import java.time.Instant;
import java.util.Optional;

/** Who took an event upon themselves: nobody needs to be reminded of it any more. */
public interface Acknowledgements {
    /** @param by the person, in the words of the place where they said so */
    record Acknowledged(String by, Instant at) {}

    /** The first one counts. @return false when the event was taken before, or is not there */
    boolean acknowledge(String eventId, Acknowledged who);

    Optional<Acknowledged> of(String eventId);
}
