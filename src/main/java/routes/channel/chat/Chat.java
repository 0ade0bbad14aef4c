package routes.channel.chat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A chat that a bot is or was in. Unique by channel, bot and chat id.
 *
 * @param id of the document
 * @param active whether the bot is in it
 * @param startTime when the bot joined
 * @param interest whether the messages are looked through for what the bot's rules describe
 * @param proactiveReply whether agents may answer without being asked
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Chat(
        @JsonProperty("_id") String id,
        String channel,
        String botId,
        String chatId,
        String name,
        @Nullable Instant startTime,
        @JsonProperty("is_active") boolean active,
        @Nullable String chatLink,
        @JsonProperty("enable_func_proactive_reply") boolean proactiveReply,
        @JsonProperty("enable_func_interest") boolean interest) {}
