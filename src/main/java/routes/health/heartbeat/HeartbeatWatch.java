package routes.health.heartbeat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.util.StdConverter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.alarm.Level;
import routes.common.error.InvalidField;
import routes.subscription.Matcher;

/**
 * Alarms that must come again and again; the hub raises an alarm when they stay away.
 *
 * @param id 24 hex digits
 * @param every how long they may stay away
 * @param suppress whether the alarms themselves, which are no problem, notify nobody
 * @param createdUser who made it; null when that is not known
 * @param updatedUser who changed it last
 */
@JsonNaming(SnakeCaseStrategy.class)
public record HeartbeatWatch(
        @JsonProperty("_id") String id,
        String name,
        @JsonUnwrapped Scope scope,
        @JsonProperty("every_seconds")
                @JsonSerialize(converter = ToSeconds.class)
                @JsonDeserialize(converter = FromSeconds.class)
                Duration every,
        @JsonUnwrapped Report report,
        boolean suppress,
        @Nullable String createdUser,
        Instant createdAt,
        @Nullable String updatedUser,
        Instant updatedAt) {

    /**
     * Which alarms count.
     *
     * @param source the only source that counts; null for any
     * @param matchers all of them have to hold
     */
    public record Scope(@Nullable String source, List<Matcher> matchers) {
        public Scope {
            source = source == null || source.isBlank() ? null : source;
            matchers = List.copyOf(matchers);
            if (source == null && matchers.isEmpty()) {
                throw new InvalidField("matchers", "a heartbeat watch needs a source or a matcher");
            }
        }
    }

    /** The text of the alarm when they stay away. */
    public record Report(
            @JsonProperty(defaultValue = "P1") Level level,
            List<String> project,
            List<String> product,
            List<String> customer) {
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

    static final class ToSeconds extends StdConverter<Duration, Long> {
        @Override
        public Long convert(Duration every) {
            return every.toSeconds();
        }
    }

    static final class FromSeconds extends StdConverter<Long, Duration> {
        @Override
        public Duration convert(Long seconds) {
            return Duration.ofSeconds(seconds);
        }
    }

    /** Moves when the watch is changed. */
    public long edition() {
        return updatedAt.toEpochMilli();
    }
}
