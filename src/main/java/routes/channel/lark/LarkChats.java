package routes.channel.lark;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import routes.channel.EventTypes;
import routes.channel.InboundEvent;
import routes.channel.chat.ChatChange;

/** What Lark says of chats. */
final class LarkChats {
    private LarkChats() {}

    static Optional<ChatChange> of(InboundEvent event) {
        InboundEvent.Header header = event.header();
        String chatId = event.event().path("chat_id").asText();
        if (chatId.isEmpty()) {
            return Optional.empty();
        }
        String name = nameIn(event);
        return Optional.of(new ChatChange(
                LarkChannel.TYPE,
                header.appId(),
                chatId,
                header.createTime(),
                !header.eventType().equals(EventTypes.BOT_REMOVED)
                        && !header.eventType().equals(EventTypes.CHAT_DISBANDED),
                name.isEmpty() ? null : name));
    }

    private static String nameIn(InboundEvent event) {
        JsonNode place = event.header().eventType().equals(EventTypes.CHAT_UPDATED)
                ? event.event().path("after_change")
                : event.event();
        return place.path("name").asText();
    }
}
