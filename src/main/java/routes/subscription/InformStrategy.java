package routes.subscription;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A bot and the chats that it sends to. */
public record InformStrategy(
        String id,
        String name,
        @Nullable String description,
        String channel,
        String botId,
        List<String> chatIds,
        boolean active,
        Stamps stamps) {
    public InformStrategy {
        chatIds = List.copyOf(chatIds);
    }
}
