package routes.health.heartbeat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import routes.alarm.Alarm;
import routes.alarm.AlarmBuilder;
import routes.alarm.AlarmStatus;
import routes.alarm.HubAlarm;
import routes.alarm.OwnerLabels;
import routes.subscription.Matcher;

/** The alarms about watches: one when heartbeats stay away, and its end. */
public final class HeartbeatAlarms {
    private static final String KIND = "heartbeat";

    private HeartbeatAlarms() {}

    public static Alarm silent(Pulse pulse, Instant now) {
        HeartbeatWatch watch = pulse.watch();
        return builder(pulse, AlarmStatus.FIRING, pulse.counted(), now)
                .startedAt(pulse.counted())
                .title("No heartbeat: " + watch.name())
                .summary("No alarm with " + wanted(watch.scope()) + " came for " + words(watch.every()) + "; "
                        + last(pulse.lastSeen()))
                .build();
    }

    /** @param since when the alarm was raised */
    public static Alarm over(Pulse pulse, Instant since, Instant now) {
        return builder(pulse, AlarmStatus.RESOLVED, since, now)
                .title("Heartbeat again: " + pulse.watch().name())
                .summary(last(pulse.lastSeen()))
                .build();
    }

    private static AlarmBuilder builder(Pulse pulse, AlarmStatus status, Instant occasion, Instant now) {
        HeartbeatWatch watch = pulse.watch();
        HeartbeatWatch.Report report = watch.report();
        return HubAlarm.of(KIND, watch.id(), status, occasion.toString(), now)
                .level(report.level())
                .owners(new OwnerLabels(report.project(), report.product(), report.customer()))
                .label("watch", watch.name())
                .label("watch_id", watch.id())
                .label("watched_source", watch.scope().source())
                .raw(JsonNodeFactory.instance
                        .objectNode()
                        .put("watch_id", watch.id())
                        .put("every_seconds", watch.every().toSeconds())
                        .put(
                                "last_seen",
                                pulse.lastSeen() == null
                                        ? null
                                        : pulse.lastSeen().toString()));
    }

    private static String last(@Nullable Instant lastSeen) {
        return lastSeen == null ? "none came yet" : "the last one came at " + lastSeen;
    }

    private static String wanted(HeartbeatWatch.Scope scope) {
        Stream<String> source = scope.source() == null ? Stream.empty() : Stream.of("source=" + scope.source());
        return Stream.concat(source, scope.matchers().stream().map(Matcher::toString))
                .collect(Collectors.joining(", "));
    }

    private static String words(Duration time) {
        return time.toSeconds() % 60 == 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
    }
}
