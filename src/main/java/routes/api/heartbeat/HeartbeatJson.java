package routes.api.heartbeat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.alarm.Level;
import routes.health.heartbeat.HeartbeatWatch;
import routes.health.heartbeat.Pulse;
import routes.subscription.Matcher;

/**
 * A heartbeat watch as it is answered.
 *
 * @param state {@code waiting} until the first alarm came, then {@code alive} or {@code silent}
 */
@JsonNaming(SnakeCaseStrategy.class)
record HeartbeatJson(
        @JsonProperty("_id") String id,
        String name,
        @Nullable String source,
        List<Matcher> matchers,
        long everySeconds,
        Level level,
        List<String> project,
        List<String> product,
        List<String> customer,
        boolean suppress,
        String state,
        @Nullable Instant lastSeen,
        @Nullable Instant silentSince,
        Instant createdAt,
        Instant updatedAt) {

    static HeartbeatJson of(Pulse pulse) {
        HeartbeatWatch watch = pulse.watch();
        HeartbeatWatch.Report report = watch.report();
        return new HeartbeatJson(
                watch.id(),
                watch.name(),
                watch.scope().source(),
                watch.scope().matchers(),
                watch.every().toSeconds(),
                report.level(),
                report.project(),
                report.product(),
                report.customer(),
                watch.suppress(),
                state(pulse),
                pulse.lastSeen(),
                pulse.silentSince(),
                watch.createdAt(),
                watch.updatedAt());
    }

    private static String state(Pulse pulse) {
        if (pulse.silentSince() != null) {
            return "silent";
        }
        return pulse.lastSeen() == null ? "waiting" : "alive";
    }
}
