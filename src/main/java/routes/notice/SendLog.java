package routes.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** When limited targets were sent something, shared by all copies. */
public interface SendLog {
    /**
     * Enters one send, if the rates allow it.
     *
     * @return zero when it was entered, else how long until one more fits
     */
    Duration enter(String target, List<Rate> rates, Instant now);
}
