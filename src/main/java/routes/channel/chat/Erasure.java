package routes.channel.chat;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

/** Erases what is stored of a person or a chat. Doing so again erases what came meanwhile, and counts that alone. */
public interface Erasure {
    /** What stands in place of a person. */
    String ERASED = "erased";

    /**
     * How many documents were deleted or lost what they said of the person or chat.
     *
     * @param messages of the person or chat, deleted
     * @param files of those messages, deleted
     * @param mentions messages of others that named the person
     * @param feedback clicks and words whose author and text were taken out; the click itself stays
     * @param acknowledgements events that the person acknowledged; when stays
     * @param silences that the person made; they hold on
     * @param platformEvents given up or of an unknown kind, with the id in them, deleted
     * @param chats entries of the registry, deleted
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record Erased(
            long messages,
            long files,
            long mentions,
            long feedback,
            long acknowledgements,
            long silences,
            long platformEvents,
            long chats) {}

    /** @param channel where the id belongs to; null is every channel */
    Erased person(String personId, @Nullable String channel);

    /** @param channel where the id belongs to; null is every channel */
    Erased chat(String chatId, @Nullable String channel);
}
