package routes.notice;

import java.time.Instant;
import java.util.Optional;
import routes.alarm.Level;

/** Remembers what was sent last about a matter, so that it is not sent again too soon. */
public interface LastSent {
    Optional<Sent> last(String matter);

    void remember(String matter, Sent sent);

    record Sent(String eventId, Level level, Instant at) {}
}
