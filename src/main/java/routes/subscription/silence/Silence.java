package routes.subscription.silence;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.common.error.InvalidField;
import routes.subscription.Matcher;
import routes.subscription.Window;

/**
 * Holds back notices of events that match, for a time, for a reason.
 *
 * @param id 24 hex digits
 * @param matchers all of them have to hold; at least one
 * @param startsAt first instant at which it holds
 * @param endsAt first instant at which it does not hold any more
 * @param createdBy who made it, in the words of a holder of the admin token or of a chat platform
 * @param comment why
 * @param createdUser the caller who made it; null for one that was made in a chat
 * @param updatedUser the caller who changed or ended it last
 * @param scope when it holds between its start and its end, and what ends it
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Silence(
        @JsonProperty("_id") String id,
        List<Matcher> matchers,
        Instant startsAt,
        Instant endsAt,
        String createdBy,
        String comment,
        @Nullable String createdUser,
        Instant createdAt,
        @Nullable String updatedUser,
        Instant updatedAt,
        @JsonUnwrapped Scope scope) {

    /** The end of a silence that only its events end. */
    public static final Instant FOR_EVER = Instant.parse("9999-12-31T23:59:59.999Z");

    /**
     * @param windows the hours of the week in which it holds; none means always
     * @param untilResolved whether it ends as soon as every event that it matched is over
     * @param matched whether an open event was seen that it matches; kept only for one that ends with its events
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Scope(List<Window> windows, boolean untilResolved, boolean matched) {
        public static final Scope PLAIN = new Scope(List.of(), false, false);

        public Scope {
            windows = List.copyOf(windows);
        }
    }

    public Silence {
        matchers = List.copyOf(matchers);
        if (matchers.isEmpty()) {
            throw new InvalidField("matchers", "a silence needs a matcher");
        }
        if (endsAt.isBefore(startsAt)) {
            throw new InvalidField("ends_at", "a silence ends after it starts");
        }
    }

    /** One that holds from its start to its end. */
    public Silence(
            String id,
            List<Matcher> matchers,
            Instant startsAt,
            Instant endsAt,
            String createdBy,
            String comment,
            Instant createdAt,
            Instant updatedAt) {
        this(id, matchers, startsAt, endsAt, createdBy, comment, null, createdAt, null, updatedAt, Scope.PLAIN);
    }

    public SilenceState state(Instant now) {
        if (!now.isBefore(endsAt)) {
            return SilenceState.EXPIRED;
        }
        return now.isBefore(startsAt) ? SilenceState.PENDING : SilenceState.ACTIVE;
    }

    /** Whether it holds back now what it matches. */
    public boolean holds(Instant now) {
        return state(now) == SilenceState.ACTIVE && Window.anyOpen(scope.windows(), now);
    }

    /** The same, ended now. */
    public Silence ended(Instant now, @Nullable String user) {
        Instant started = startsAt.isAfter(now) ? now : startsAt;
        return new Silence(id, matchers, started, now, createdBy, comment, createdUser, createdAt, user, now, scope);
    }
}
