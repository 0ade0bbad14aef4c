package routes.api.subscription;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import routes.subscription.Subscription.Grouping;
import routes.subscription.Subscription.Pace;
import routes.subscription.Subscription.Reminding;

/** The fields of a subscription that say what is sent together, and again. */
final class PaceFields {
    static final Set<String> ALL = Set.of(
            "group_by",
            "group_wait_seconds",
            "group_interval_seconds",
            "remind_every_seconds",
            "remind_max",
            "resolved_after_seconds");

    private static final Grouping USUAL_GROUPING =
            new Grouping(List.of(), Duration.ofSeconds(30), Duration.ofMinutes(5));
    private static final int USUAL_REMINDERS = 10;

    private PaceFields() {}

    static @Nullable List<String> names(@Nullable List<String> names) {
        return names == null ? null : names.stream().distinct().toList();
    }

    /** Fields that are not present keep their values. */
    static Pace pace(SubscriptionPayload payload, Set<String> present, Pace before) {
        return new Pace(
                grouping(payload, present, before.grouping()),
                reminding(payload, present, before.reminding()),
                resolvedAfter(payload, present, before.resolvedAfter()));
    }

    private static @Nullable Duration resolvedAfter(
            SubscriptionPayload payload, Set<String> present, @Nullable Duration before) {
        return present.contains("resolved_after_seconds")
                ? seconds(payload.resolvedAfterSeconds())
                        .filter(wait -> !wait.isZero())
                        .orElse(null)
                : before;
    }

    private static @Nullable Grouping grouping(
            SubscriptionPayload payload, Set<String> present, @Nullable Grouping before) {
        List<String> by = present.contains("group_by") ? payload.groupBy() : before == null ? null : before.by();
        if (by == null) {
            return null;
        }
        Grouping usual = Optional.ofNullable(before).orElse(USUAL_GROUPING);
        return new Grouping(
                by,
                seconds(payload.groupWaitSeconds()).orElse(usual.patience()),
                seconds(payload.groupIntervalSeconds()).orElse(usual.interval()));
    }

    private static @Nullable Reminding reminding(
            SubscriptionPayload payload, Set<String> present, @Nullable Reminding before) {
        Optional<Duration> every = present.contains("remind_every_seconds")
                ? seconds(payload.remindEverySeconds())
                : Optional.ofNullable(before).map(Reminding::every);
        int most = Optional.ofNullable(payload.remindMax())
                .or(() -> Optional.ofNullable(before).map(Reminding::most))
                .orElse(USUAL_REMINDERS);
        return every.map(time -> new Reminding(time, most)).orElse(null);
    }

    private static Optional<Duration> seconds(@Nullable Integer seconds) {
        return Optional.ofNullable(seconds).map(Duration::ofSeconds);
    }
}
