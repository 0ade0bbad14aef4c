package routes.threshold.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import routes.common.repository.Listed;
import routes.datasource.SeriesRange;

/** Where versions are kept, and the queue of those that are to be computed. */
public interface Versions {
    String newId();

    /** Queues it. @return false when the task has this version already */
    boolean insert(TaskVersion version);

    Optional<TaskVersion> find(String id);

    Optional<TaskVersion> find(String taskId, int version);

    Optional<TaskVersion> latest(String taskId);

    /** The newest first. */
    Listed<TaskVersion> list(String taskId, @Nullable VersionStatus status, Tasks.Times created, int[] window);

    /** Entries of the result, one for each series; empty while there is none. */
    List<ObjectNode> result(String versionId);

    /** Claims the most urgent version that waits, then the oldest. A version whose lease ended is claimed too. */
    Optional<TaskVersion> claim(Claim claim);

    /** Extends the lease and stores the progress. @return false when the claim was lost */
    boolean beat(TaskVersion claimed, SeriesRange range, TaskVersion.Progress progress, Instant leaseUntil);

    /** Ends it. @return false when the claim was lost; nothing is written then */
    boolean finish(TaskVersion claimed, Outcome outcome, Instant now);

    /** Puts it back, not to be taken before a time. @return false when the claim was lost */
    boolean later(TaskVersion claimed, String error, Instant notBefore, Instant now);

    /** Overwrites a version that is not being computed. @return false when it is */
    boolean correct(String id, Outcome outcome, Instant now);

    void deleteOf(String taskId);

    /** @param leaseUntil until when no other copy claims it */
    record Claim(String owner, Instant now, Instant leaseUntil) {}

    /**
     * @param result kept for failures too: it says why each series failed
     * @param configuration of {@link TaskVersion}; null leaves it as it is
     */
    record Outcome(
            VersionStatus status, @Nullable String error, List<ObjectNode> result, @Nullable String configuration) {
        public Outcome {
            result = List.copyOf(result);
        }

        public Outcome(VersionStatus status, @Nullable String error, List<ObjectNode> result) {
            this(status, error, result, null);
        }
    }
}
