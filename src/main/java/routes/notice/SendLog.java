package routes.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * When limited targets may have been sent something, shared by all copies. A target counts a message when it arrives,
 * which is some time between entry and end of its call; so a call counts until it has ended, and from then on as if it had
 * arrived at its end.
 */
public interface SendLog {
    /**
     * Enters one call, if the rates allow it.
     *
     * @return zero when it was entered, else how long until one more may fit
     */
    Duration enter(String target, List<Rate> rates, Instant now);

    /** A call to the target that was entered here has ended. */
    void ended(String target, Instant now);

    /** A call to the target that was entered here did not take place, and does not count. */
    void unused(String target);
}
