package routes.notice;

import java.time.Duration;

/** Whether a target may be sent something now: its limits and the state of its host. Defers, never discards. */
public interface Admission {
    /** Lets everything pass. */
    Admission FREE = target -> Duration.ZERO;

    /**
     * Asks for one send.
     *
     * @param target the notice's order key: channel and address
     * @return zero when it may be sent now (which counts as sent), else how long to wait before asking again
     */
    Duration ask(String target);
}
