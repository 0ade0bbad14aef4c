package routes.notice;

import java.time.Duration;

/** Whether a target may be sent something now: its limits and the state of its host. Defers, never discards. */
public interface Admission {
    /**
     * Asks for one send. Must not throw.
     *
     * @param target the notice's order key: channel and address
     * @return zero when it may be sent now (the caller then reports what came of it), else how long to wait before asking
     *     again
     */
    Duration ask(String target);
}
