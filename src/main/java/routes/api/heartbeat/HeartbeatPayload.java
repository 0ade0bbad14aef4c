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
import routes.http.QueryValues;
import routes.subscription.Matcher;

/** A heartbeat watch as a caller writes it. */
@JsonNaming(SnakeCaseStrategy.class)
record HeartbeatPayload(
        @Nullable String name,
        @Nullable String source,
        @Nullable List<MatcherPayload> matchers,
        @Nullable Long everySeconds,
        @Nullable String level,
        @Nullable List<String> project,
        @Nullable List<String> product,
        @Nullable List<String> customer,
        @Nullable Boolean suppress) {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_OWNER = 255;
    private static final int MOST_OWNERS = 100;
    private static final long LONGEST_WAIT = Duration.ofDays(31).toSeconds();

    HeartbeatWatch watch(String id, Instant createdAt, Instant now) {
        if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
            throw RefusedRequest.invalid("name", "name is required and has at most " + LONGEST_NAME + " characters");
        }
        if (everySeconds == null || everySeconds < 1 || everySeconds > LONGEST_WAIT) {
            throw RefusedRequest.invalid("every_seconds", "every_seconds must be 1 to " + LONGEST_WAIT);
        }
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
                QueryValues.oneOf("level", level == null ? Level.P1.name() : level, Level.class),
                owners("project", project),
                owners("product", product),
                owners("customer", customer));
    }

    private static List<String> owners(String field, @Nullable List<String> owners) {
        List<String> all = owners == null ? List.of() : owners;
        boolean good = all.size() <= MOST_OWNERS
                && all.stream().allMatch(one -> one != null && !one.isBlank() && one.length() <= LONGEST_OWNER);
        if (!good) {
            throw RefusedRequest.invalid(
                    field, field + " has at most " + MOST_OWNERS + " names of 1 to " + LONGEST_OWNER + " characters");
        }
        return List.copyOf(all);
    }
}
