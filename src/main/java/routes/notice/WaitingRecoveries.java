package routes.notice;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Recoveries that wait for their problem to come back. */
public interface WaitingRecoveries {
    /** Those that wait under the keys ({@link Notice#waitKey()}). */
    List<Notice> waiting(Collection<String> keys);

    /**
     * Takes a recovery back, because the problem came back.
     *
     * @return false when it is on its way already, or was taken back before
     */
    boolean withdraw(Notice recovery, Instant now);
}
