package routes.threshold.rule;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One refresh, in which every task that wants it is computed anew and its rules are synced.
 *
 * @param owner the copy that works on it
 * @param revision grows at every claim
 */
public record Refresh(String id, List<Detail> details, @Nullable String owner, long revision, Instant createdAt) {
    public Refresh {
        details = List.copyOf(details);
    }

    /** How far one task is. */
    public enum State {
        COMPUTING,
        SYNCED,
        /** Computed, and there is no policy to sync with: the task was never synced. */
        COMPUTED,
        FAILED;

        public boolean isFinal() {
            return this != COMPUTING;
        }
    }

    /** @param error why it failed, or what it left to a person */
    public record Detail(String taskId, String versionId, State state, @Nullable String error) {
        Detail became(State next, @Nullable String why) {
            return new Detail(taskId, versionId, next, why);
        }
    }

    public boolean isOver() {
        return details.stream().allMatch(detail -> detail.state().isFinal());
    }

    Refresh with(List<Detail> changed) {
        return new Refresh(id, changed, owner, revision, createdAt);
    }
}
