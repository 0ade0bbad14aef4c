package routes.api.heartbeat;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.alarm.HubAlarm;
import routes.alarm.Level;
import routes.api.MatcherPayload;
import routes.common.error.RefusedRequest;
import routes.health.heartbeat.HeartbeatWatch;
import routes.subscription.Matcher;

/** A heartbeat watch as a caller writes it. */
@JsonNaming(SnakeCaseStrategy.class)
record HeartbeatPayload(
        String name,
        @Nullable String source,
        @Nullable List<MatcherPayload> matchers,
        long everySeconds,
        @Nullable Level level,
        @Nullable List<String> project,
        @Nullable List<String> product,
        @Nullable List<String> customer,
        @Nullable Boolean suppress) {
    HeartbeatWatch watch(String id, Instant createdAt, Instant now) {
        HeartbeatWatch.Scope scope = scope();
        return new HeartbeatWatch(
                id, name, scope, Duration.ofSeconds(everySeconds), report(), suppress(scope), createdAt, now);
    }

    private HeartbeatWatch.Scope scope() {
        boolean anySource = source == null || source.isBlank();
        if (HubAlarm.SOURCE.equals(source)) {
            throw RefusedRequest.invalid(
                    "source", "source must not be " + source + ": the hub does not post to itself");
        }
        List<Matcher> all = anySource ? MatcherPayload.some(matchers) : MatcherPayload.all(matchers);
        return new HeartbeatWatch.Scope(anySource ? null : source, all);
    }

    private boolean suppress(HeartbeatWatch.Scope scope) {
        boolean wanted = Boolean.TRUE.equals(suppress);
        if (wanted && scope.matchers().isEmpty()) {
            throw RefusedRequest.invalid(
                    "suppress", "suppress needs matchers: it would keep every alarm of the source from people");
        }
        return wanted;
    }

    private HeartbeatWatch.Report report() {
        return new HeartbeatWatch.Report(
                level == null ? Level.P1 : level, owners(project), owners(product), owners(customer));
    }

    private static List<String> owners(@Nullable List<String> owners) {
        return owners == null ? List.of() : List.copyOf(owners);
    }
}
