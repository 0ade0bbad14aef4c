package routes.channel.lark;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import routes.channel.InboundEvent;
import routes.channel.bot.Bot;
import routes.channel.chat.ChatType;
import routes.channel.chat.Message;
import routes.channel.chat.Part;
import routes.channel.chat.SenderType;

/** Messages of Lark as messages of ours. */
final class LarkMessages {
    /** So many forwarded messages are read at most. */
    static final int MOST_FORWARDED = 50;

    private LarkMessages() {}

    static Message of(InboundEvent event, Bot bot) {
        JsonNode message = event.event().path("message");
        JsonNode sender = event.event().path("sender");
        String type = message.path("message_type").asText();
        LarkNames names = new LarkNames(message.path("mentions"));
        String content = names.in(message.path("content").asText());
        List<Part> parts = LarkParts.of(type, content);
        ChatType chatType = ChatType.of(message.path("chat_type").asText());
        SenderType senderType = SenderType.of(sender.path("sender_type").asText());
        boolean named = bot.openId() != null && names.name(bot.openId())
                || message.path("mentions_bot").asBoolean();
        return new Message(
                LarkChannel.TYPE,
                bot.botId(),
                message.path("chat_id").asText(),
                chatType,
                message.path("message_id").asText(),
                LarkTime.millis(message.path("create_time"))
                        .orElse(event.header().createTime()),
                sender.path("sender_id").path("open_id").asText(),
                senderType,
                type,
                content,
                text(parts),
                names.mentions(),
                senderType == SenderType.USER && (named || chatType == ChatType.P2P),
                parts,
                new Message.Thread(idOf(message, "root_id"), idOf(message, "parent_id"), idOf(message, "thread_id")),
                event.header().eventId());
    }

    private static String text(List<Part> parts) {
        return parts.stream()
                .flatMap(part -> Optional.ofNullable(part.text()).stream())
                .collect(Collectors.joining());
    }

    private static @Nullable String idOf(JsonNode message, String field) {
        String id = message.path(field).asText();
        return id.isEmpty() ? null : id;
    }

    /** The parts of forwarded messages, oldest first, each headed by who wrote it. @param items of get-message */
    static List<Part> forwarded(String messageId, JsonNode items) {
        List<Part> parts = new ArrayList<>();
        int read = 0;
        for (JsonNode item : items) {
            boolean self = item.path("message_id").asText().equals(messageId);
            boolean holder = item.path("msg_type").asText().equals("merge_forward");
            if (self || holder) {
                continue;
            }
            if (++read > MOST_FORWARDED) {
                parts.add(Part.text("[more forwarded messages]"));
                break;
            }
            String content = new LarkNames(item.path("mentions"))
                    .in(item.at("/body/content").asText());
            parts.add(Part.text("<forwarded: " + item.at("/sender/id").asText("unknown") + ">"));
            parts.addAll(LarkParts.of(item.path("msg_type").asText(), content));
        }
        return parts;
    }
}
