package routes.subscription;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import routes.subscription.Subscription.Grouping;
import routes.subscription.Subscription.Pace;
import routes.subscription.Subscription.Reminding;

/**
 * A {@link Pace} as people write it and as it is stored. What belongs together is null together: without {@code groupBy} there is
 * nothing to wait for, and without {@code remindEverySeconds} there are no reminders.
 *
 * @param resolvedAfterSeconds null sends a recovery at once, as 0 does
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Pacing(
        @Nullable List<String> groupBy,
        @Nullable Integer groupWaitSeconds,
        @Nullable Integer groupIntervalSeconds,
        @Nullable Integer remindEverySeconds,
        @Nullable Integer remindMax,
        @Nullable Integer resolvedAfterSeconds) {
    public static final Pacing PLAIN = new Pacing(null, null, null, null, null, null);

    /** A write of one of these fields writes all. */
    public static final Set<String> FIELDS = Set.of(
            "group_by",
            "group_wait_seconds",
            "group_interval_seconds",
            "remind_every_seconds",
            "remind_max",
            "resolved_after_seconds");

    private static final int USUAL_WAIT = 30;
    private static final int USUAL_INTERVAL = 300;
    private static final int USUAL_REMINDERS = 10;

    public Pacing {
        groupBy = groupBy == null ? null : groupBy.stream().distinct().toList();
        groupWaitSeconds = groupBy == null ? null : usual(groupWaitSeconds, USUAL_WAIT);
        groupIntervalSeconds = groupBy == null ? null : usual(groupIntervalSeconds, USUAL_INTERVAL);
        remindMax = remindEverySeconds == null ? null : usual(remindMax, USUAL_REMINDERS);
        resolvedAfterSeconds = resolvedAfterSeconds == null || resolvedAfterSeconds == 0 ? null : resolvedAfterSeconds;
    }

    public Pace pace() {
        return new Pace(
                groupBy == null || groupWaitSeconds == null || groupIntervalSeconds == null
                        ? null
                        : new Grouping(
                                groupBy,
                                Duration.ofSeconds(groupWaitSeconds),
                                Duration.ofSeconds(groupIntervalSeconds)),
                remindEverySeconds == null || remindMax == null
                        ? null
                        : new Reminding(Duration.ofSeconds(remindEverySeconds), remindMax),
                resolvedAfterSeconds == null ? null : Duration.ofSeconds(resolvedAfterSeconds));
    }

    private static Integer usual(@Nullable Integer given, int usual) {
        return given == null ? usual : given;
    }
}
