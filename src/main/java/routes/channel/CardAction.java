package routes.channel;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A click on a card, or a text put into one.
 *
 * @param clickId the same for every delivery of this click
 * @param value what the button carries: our own words, as they were sent
 * @param text what was typed; null when the action has no text
 * @param actor the platform's ids of the person by their names, such as {@code open_id}
 * @param messageId the message that holds the card; null when the platform does not say
 * @param updateToken lets the platform change the card once; null when it has none
 */
public record CardAction(
        String clickId,
        JsonNode value,
        @Nullable String text,
        Map<String, String> actor,
        @Nullable String messageId,
        @Nullable String chatId,
        @Nullable String updateToken,
        Instant at) {
    public CardAction {
        actor = Map.copyOf(actor);
    }
}
