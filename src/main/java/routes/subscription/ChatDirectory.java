package routes.subscription;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The bots and chats that strategies refer to; read only. */
public interface ChatDirectory {
    Optional<Bot> bot(String channel, String botId);

    /** Those of the chats that the bot knows. */
    List<Chat> chats(String channel, String botId, Collection<String> chatIds);

    record Bot(
            String id,
            String channel,
            @JsonProperty("bot_id") String botId,
            @Nullable String name,
            @JsonProperty("is_active") boolean active) {}

    record Chat(
            String id,
            @JsonProperty("open_chat_id") String chatId,
            @JsonProperty("chat_name") @Nullable String name,
            @JsonProperty("is_active") boolean active) {}
}
