package routes.notice.replay;

import java.time.Instant;
import java.util.Optional;

/** Where replays are kept. */
public interface ReplayJobs {
    /** @return false when there is one with this id already; nothing is written then */
    boolean add(ReplayJob job);

    Optional<ReplayJob> byId(String id);

    /** Takes the running replay that no copy works on and that waited longest. */
    Optional<ReplayJob> claim(Claim claim);

    /** @return the job as it is stored now; empty when the claim was lost, and nothing is written then */
    Optional<ReplayJob> save(ReplayJob changed);

    /** Who claims, and until when no other copy may. */
    record Claim(String owner, Instant now, Instant leaseUntil) {}
}
