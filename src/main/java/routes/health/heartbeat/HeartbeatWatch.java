package routes.health.heartbeat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.alarm.Level;
import routes.subscription.Matcher;

/**
 * Alarms that must come again and again; the hub raises an alarm when they stay away.
 *
 * @param id 24 hex digits
 * @param every how long they may stay away
 * @param suppress whether the alarms themselves, which are no problem, notify nobody
 */
public record HeartbeatWatch(
        String id,
        String name,
        Scope scope,
        Duration every,
        Report report,
        boolean suppress,
        Instant createdAt,
        Instant updatedAt) {

    /**
     * Which alarms count.
     *
     * @param source the only source that counts; null for any
     * @param matchers all of them have to hold
     */
    public record Scope(@Nullable String source, List<Matcher> matchers) {
        public Scope {
            matchers = List.copyOf(matchers);
            if (source == null && matchers.isEmpty()) {
                throw new IllegalArgumentException("a heartbeat watch needs a source or a matcher");
            }
        }
    }

    /** The text of the alarm when they stay away. */
    public record Report(Level level, List<String> project, List<String> product, List<String> customer) {
        public Report {
            project = List.copyOf(project);
            product = List.copyOf(product);
            customer = List.copyOf(customer);
        }
    }

    public HeartbeatWatch {
        if (every.isNegative() || every.isZero()) {
            throw new IllegalArgumentException("a heartbeat watch waits for more than no time: " + id);
        }
    }

    /** Moves when the watch is changed. */
    public long edition() {
        return updatedAt.toEpochMilli();
    }
}
