package routes.channel;

import org.jspecify.annotations.Nullable;

/**
 * A new content for a message that was sent.
 *
 * @param messageId empty when the platform does not say which
 * @param content in the platform's form, as the channel's route sends it
 * @param updateToken what came with a click, for platforms that change a card by it ({@link CardAction#updateToken()}); null
 *     when the change has another cause
 */
public record CardUpdate(String messageId, String content, @Nullable String updateToken) {
    public CardUpdate(String messageId, String content) {
        this(messageId, content, null);
    }
}
