package routes.notice.replay;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import routes.alarm.Level;
import routes.notice.NoticeState;

/**
 * Which dead letters a replay is about. Conditions hold together; null is no condition.
 *
 * @param states DEAD, SKIPPED or both
 * @param reason why the last attempt failed, such as {@code throttled}
 * @param from created at or after
 * @param to created at or before
 */
public record ReplayFilter(
        Set<NoticeState> states,
        @Nullable String channel,
        @Nullable String target,
        @Nullable String reason,
        @Nullable Level eventLevel,
        @Nullable Instant from,
        @Nullable Instant to) {

    /** The states that a replay may begin from. */
    public static final Set<NoticeState> REPLAYABLE = Set.of(NoticeState.DEAD, NoticeState.SKIPPED);

    public ReplayFilter {
        states = Set.copyOf(states);
        from = from == null ? null : from.truncatedTo(ChronoUnit.MILLIS);
        to = to == null ? null : to.truncatedTo(ChronoUnit.MILLIS);
        if (states.isEmpty() || !REPLAYABLE.containsAll(states)) {
            throw new IllegalArgumentException("a replay is about DEAD or SKIPPED notices, not " + states);
        }
    }

    /** Everything that can be replayed. */
    public static ReplayFilter everything() {
        return new ReplayFilter(REPLAYABLE, null, null, null, null, null, null);
    }
}
