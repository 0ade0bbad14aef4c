package routes.notice;

import java.time.Instant;
import java.util.List;

/** Notices that wait for the end of a {@link Hold}. Every change is conditional, so that several copies may try the same. */
public interface HeldNotices {
    /**
     * What holds something ({@link Hold#holder()}), in order.
     *
     * @param after those behind this one; the empty text begins
     */
    List<String> holders(String after, int limit);

    /** Some of what it holds, one event after another. */
    List<Notice> heldBy(String holder, int limit);

    /**
     * Releases a notice. It is queued when it is due.
     *
     * @return false when it was changed before
     */
    boolean release(Notice held, Instant now, Instant due);

    /** Takes a release back, unless the notice is on its way already. */
    void takeBack(Notice held, Instant now);

    /** Something else holds it from now on. */
    void handOver(Notice held, Hold next, Instant now);

    /** It stays suppressed for good. */
    void keep(Notice held);
}
