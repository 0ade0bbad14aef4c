package routes.threshold.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import routes.datasource.SeriesRange;
import routes.datasource.Source;
import routes.threshold.Direction;

/**
 * One computation of a task, and its place in the queue.
 *
 * @param error why it failed, or why its last attempt did
 * @param range what is read; null until the first attempt
 * @param configuration {@link routes.datasource.Source#fingerprint()} of what it was computed from; null until then
 * @param work the copy that works on it
 */
public record TaskVersion(
        String id,
        String taskId,
        int version,
        Ask ask,
        VersionStatus status,
        @Nullable String error,
        @Nullable SeriesRange range,
        @Nullable String configuration,
        Progress progress,
        Work work,
        Instant createdAt,
        Instant updatedAt) {
    /** Priorities, as VeAIOps numbers them. */
    public static final int LOW = 1;

    public static final int NORMAL = 2;
    public static final int HIGH = 3;
    public static final int URGENT = 4;

    /**
     * What is computed.
     *
     * @param template a whole metric template
     * @param window points beyond a bound that make an alarm
     * @param priority {@link #LOW} to {@link #URGENT}
     * @param sync whether a success is followed by a sync with the task's policy
     */
    public record Ask(
            ObjectNode template, int window, Direction direction, double sensitivity, int priority, boolean sync) {}

    /** @param slots parts of the range. @param series 0 until everything is fetched */
    public record Progress(int slots, int fetched, int series, int computed) {
        static final Progress NONE = new Progress(0, 0, 0, 0);
    }

    /**
     * @param attempts how often it was claimed
     * @param revision grows at every claim; an owner's writes name it
     */
    public record Work(@Nullable String owner, int attempts, long revision) {
        static final Work NONE = new Work(null, 0, 0);
    }

    public static TaskVersion queued(String id, String taskId, int version, Ask ask, Instant now) {
        return new TaskVersion(
                id,
                taskId,
                version,
                ask,
                VersionStatus.LAUNCHING,
                null,
                null,
                null,
                Progress.NONE,
                Work.NONE,
                now,
                now);
    }

    /** Whether its thresholds are of what the source reads now. Versions of before 0.2 do not say what they were computed from. */
    public boolean isComputedFrom(Source source) {
        return configuration == null || configuration.equals(source.fingerprint());
    }
}
