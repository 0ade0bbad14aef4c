package routes.alarm.rejected;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which rejected bodies are meant: the conditions hold together, of several values one is enough; empty or null is no
 * condition.
 *
 * @param from received at or after
 * @param to received at or before
 */
public record RejectedFilter(
        List<String> sources,
        List<String> errors,
        List<RejectedState> states,
        @Nullable Instant from,
        @Nullable Instant to) {

    public RejectedFilter {
        sources = List.copyOf(sources);
        errors = List.copyOf(errors);
        states = List.copyOf(states);
    }
}
