package routes.notice;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person said of a notice by a button or in words.
 *
 * @param id the same for every delivery of the same click
 * @param operator the platform's ids of the person by their names
 */
public record Feedback(
        String id,
        String eventId,
        String channel,
        @Nullable String messageId,
        String action,
        @Nullable String text,
        Map<String, String> operator,
        Instant at) {
    public Feedback {
        operator = Map.copyOf(operator);
    }
}
