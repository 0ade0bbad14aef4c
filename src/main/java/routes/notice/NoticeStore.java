package routes.notice;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Where notices are kept. The stored notice is the queue entry: nothing about a delivery is kept anywhere else. */
public interface NoticeStore {
    /** Adds notices that are not there yet; those that are stay as they are. */
    void add(List<Notice> notices);

    /**
     * Claims those of the notices that may be sent now: waiting, due, or left by an owner whose lease ended. A claim
     * begins an attempt.
     */
    List<Notice> claim(Collection<String> ids, Claim claim);

    /**
     * Ends the attempt of a claimed notice.
     *
     * @return false when the claim was lost meanwhile; nothing is written then
     */
    boolean finish(Notice claimed, NoticeFinish finish);

    /** What is due before {@code now}, the longest waiting first, at most {@code limit}. */
    List<Doorbell> due(Instant now, int limit);

    /** Who claims, and until when nobody else may. */
    record Claim(String owner, Instant now, Instant leaseUntil) {}

    /** Enough to ring the bell of a notice. */
    record Doorbell(String id, String orderKey) {}
}
