package routes.notice;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Where notices are kept. The stored notice is the queue entry: nothing about a delivery is kept anywhere else. */
public interface NoticeStore {
    /** Adds notices that are not there yet; those that are stay as they are. */
    void add(List<Notice> notices);

    /**
     * Claims those of the notices that may be sent now: waiting, due, or left by an owner whose lease ended. A claim
     * begins an attempt. One whose answer was lost may be made again: it finds what it claimed the first time.
     */
    List<Claimed> claim(Collection<String> ids, Claim claim);

    /**
     * Ends the attempts of claimed notices.
     *
     * @return for each, in order, false when the claim was lost meanwhile; nothing is written for it then
     */
    List<Boolean> finish(List<Finished> attempts);

    /**
     * What is due before {@code now}, the longest waiting first, at most {@code limit}. It is not due again before
     * {@code again}, so that what waits in a queue is not queued again every time.
     */
    List<Due> due(Instant now, int limit, Instant again);

    /** Who claims, and until when no other copy may. @param ticket the name of this very claim */
    record Claim(String owner, String ticket, Instant now, Instant leaseUntil) {
        public Claim(String owner, Instant now, Instant leaseUntil) {
            this(owner, UUID.randomUUID().toString(), now, leaseUntil);
        }
    }

    /** @param takenOver another copy had claimed it before, and was gone when the lease ended */
    record Claimed(Notice notice, boolean takenOver) {}

    /** An attempt and how it ended. */
    record Finished(Notice claimed, NoticeFinish finish) {}

    /** A notice that is due, and the {@link OrderKey} of its target. */
    record Due(String orderKey, NoticeQueued queued) {}
}
