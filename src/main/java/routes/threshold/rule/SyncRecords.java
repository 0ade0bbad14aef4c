package routes.threshold.rule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import routes.common.repository.Listed;

/** Where syncs are kept. A task has at most one that is not over: that is the lock. */
public interface SyncRecords {
    String newId();

    /** @return false when the task has one that is not over; nothing is written then */
    boolean open(SyncRecord record, Instant leaseUntil);

    Optional<SyncRecord> find(String id);

    /** Takes one that its owner left behind. */
    Optional<SyncRecord> claim(String owner, Instant now, Instant leaseUntil);

    /** Writes the outcome of a step and lives on. @return false when the claim was lost */
    boolean step(SyncRecord record, int index, SyncRecord.Step done, Instant leaseUntil);

    /** Ends it. @return false when the claim was lost */
    boolean close(SyncRecord record, SyncRecord.End end, Instant now);

    /** Those of a task whatever their version, the newest first. */
    List<SyncRecord> ofTask(String taskId, int limit);

    /** The newest first. */
    Listed<SyncRecord> list(Filter filter, int skip, int limit);

    /** The newest sync of a task that is over: what it wrote is at the platform. */
    Optional<SyncRecord> latest(String taskId);

    void deleteOf(String taskId);

    record Filter(
            String taskId,
            String versionId,
            SyncRecord.@Nullable Status status,
            @Nullable Instant from,
            @Nullable Instant to) {}
}
