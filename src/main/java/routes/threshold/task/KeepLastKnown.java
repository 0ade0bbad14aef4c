package routes.threshold.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The step of {@code thresholds-compute.camel.yaml} that keeps what a version could not learn, from the last version of the same
 * configuration and metric template.
 */
public final class KeepLastKnown {
    private static final int EARLIER = 10;

    private final Versions versions;
    private final Duration goneAfter;
    private final Clock clock;

    /** @param goneAfter how long a series is missing before it counts as gone */
    public KeepLastKnown(Versions versions, Duration goneAfter, Clock clock) {
        this.versions = versions;
        this.goneAfter = goneAfter;
        this.clock = clock;
    }

    /** A version that failed becomes no rule: what it could not learn is asked for again by the next one. */
    public TaskRun.Computed keep(TaskRun.Computed computed) {
        Versions.Outcome outcome = computed.outcome();
        if (outcome.status() != VersionStatus.SUCCESS) {
            return computed;
        }
        return earlier(computed)
                .map(before -> new TaskRun.Computed(
                        computed.version(),
                        new Versions.Outcome(
                                outcome.status(), outcome.error(), kept(computed, before), outcome.configuration())))
                .orElse(computed);
    }

    private List<ObjectNode> kept(TaskRun.Computed computed, TaskVersion before) {
        LastKnown.Terms terms = new LastKnown.Terms(
                computed.version().ask().direction(), before.updatedAt(), clock.instant(), goneAfter);
        return LastKnown.keep(computed.outcome().result(), versions.result(before.id()), terms);
    }

    private Optional<TaskVersion> earlier(TaskRun.Computed computed) {
        TaskVersion version = computed.version();
        return versions
                .list(version.taskId(), VersionStatus.SUCCESS, new Tasks.Times(null, null), new int[] {0, EARLIER})
                .items()
                .stream()
                .filter(before -> before.version() < version.version())
                .findFirst()
                .filter(before -> before.ask().template().equals(version.ask().template()))
                .filter(before -> before.configuration() == null
                        || Objects.equals(
                                before.configuration(), computed.outcome().configuration()));
    }
}
