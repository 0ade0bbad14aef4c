package routes.notice;

import java.time.Instant;
import java.util.Optional;
import routes.alarm.Level;

/** Remembers what was sent last about a matter, so that it is not sent again too soon. */
public interface LastSent {
    Optional<Told> last(String matter);

    void remember(String matter, Told told);

    record Told(String eventId, Level level, Instant at) {}
}
