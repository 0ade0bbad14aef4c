package routes.notice;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which notices a list shows: the conditions hold together, of several values one is enough; empty or null is no
 * condition.
 *
 * @param reasons why the last attempt failed, such as {@code throttled}
 * @param from created at or after
 * @param to created at or before
 */
public record NoticeFilter(
        List<NoticeState> states,
        List<String> channels,
        @Nullable String target,
        List<String> reasons,
        @Nullable String subscriptionId,
        @Nullable String eventId,
        @Nullable Instant from,
        @Nullable Instant to) {

    public NoticeFilter {
        states = List.copyOf(states);
        channels = List.copyOf(channels);
        reasons = List.copyOf(reasons);
    }
}
