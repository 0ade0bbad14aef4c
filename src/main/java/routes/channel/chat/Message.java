package routes.channel.chat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message of a chat, the same for every platform: the document of {@code veaiops__chatops_message} and the value on
 * {@code veaiops.messages} ({@code schemas/message.schema.json}). Unique by channel, bot and message id.
 *
 * @param msg the platform's content as text, with the names of the mentioned in place of their keys
 * @param text the plain text, for rules; empty when there is none
 * @param messageType the platform's word, such as {@code post}
 * @param mentioned whether the bot is meant: it is named, or the conversation is with it alone
 * @param parts what a language model reads, in the order of the message
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Message(
        String channel,
        String botId,
        String chatId,
        ChatType chatType,
        String msgId,
        Instant msgTime,
        @JsonProperty("msg_sender_id") String senderId,
        @JsonProperty("msg_sender_type") SenderType senderType,
        String messageType,
        String msg,
        String text,
        List<Mention> mentions,
        @JsonProperty("is_mentioned") boolean mentioned,
        @JsonProperty("msg_llm_compatible") List<Part> parts,
        Thread thread,
        String eventId) {

    public Message {
        mentions = List.copyOf(mentions);
        parts = List.copyOf(parts);
    }

    /** The messages that this one belongs to; the platform's ids. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Thread(@Nullable String rootId, @Nullable String parentId, @Nullable String threadId) {
        public static final Thread NONE = new Thread(null, null, null);
    }

    /** The same message with other parts. */
    public Message with(List<Part> other) {
        return new Message(
                channel,
                botId,
                chatId,
                chatType,
                msgId,
                msgTime,
                senderId,
                senderType,
                messageType,
                msg,
                text,
                mentions,
                mentioned,
                other,
                thread,
                eventId);
    }

    /** Records of one chat keep their order. */
    public String orderKey() {
        return channel + " " + chatId;
    }
}
