package routes.silence;

import java.time.Instant;
import java.util.List;

/**
 * Keeps people from being told of what matches, for a time, for a reason.
 *
 * @param id 24 hex digits
 * @param matchers all of them have to hold; at least one
 * @param startsAt first instant at which it holds
 * @param endsAt first instant at which it does not hold any more
 * @param createdBy who made it
 * @param comment why
 */
public record Silence(
        String id,
        List<Matcher> matchers,
        Instant startsAt,
        Instant endsAt,
        String createdBy,
        String comment,
        Instant createdAt,
        Instant updatedAt) {

    public Silence {
        matchers = List.copyOf(matchers);
        if (matchers.isEmpty()) {
            throw new IllegalArgumentException("a silence needs a matcher: " + id);
        }
        if (endsAt.isBefore(startsAt)) {
            throw new IllegalArgumentException("a silence ends after it starts: " + id);
        }
    }

    public SilenceState state(Instant now) {
        if (!now.isBefore(endsAt)) {
            return SilenceState.EXPIRED;
        }
        return now.isBefore(startsAt) ? SilenceState.PENDING : SilenceState.ACTIVE;
    }
}
