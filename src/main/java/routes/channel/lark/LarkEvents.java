package routes.channel.lark;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import routes.channel.CardButtons;
import routes.channel.EventTypes;
import routes.channel.InboundEvent;
import routes.channel.Received;
import routes.channel.bot.Bot;
import routes.common.error.ErrorCode;

/** Brings what Lark pushes to the one form. */
final class LarkEvents {
    static final String CARD = "card.action.trigger";

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("im.message.receive_v1", EventTypes.MESSAGE),
            Map.entry("im.chat.member.bot.added_v1", EventTypes.BOT_ADDED),
            Map.entry("im.chat.member.bot.deleted_v1", EventTypes.BOT_REMOVED),
            Map.entry("im.chat.disbanded_v1", EventTypes.CHAT_DISBANDED),
            Map.entry("im.chat.updated_v1", EventTypes.CHAT_UPDATED),
            Map.entry(CARD, EventTypes.CARD_ACTION),
            Map.entry("message", EventTypes.MESSAGE),
            Map.entry("add_bot", EventTypes.BOT_ADDED),
            Map.entry("remove_bot", EventTypes.BOT_REMOVED),
            Map.entry("chat_disband", EventTypes.CHAT_DISBANDED),
            Map.entry("card.action.trigger_v1", EventTypes.CARD_ACTION));

    private final CardButtons buttons;

    LarkEvents(CardButtons buttons) {
        this.buttons = buttons;
    }

    Received of(Bot bot, LarkPosts.Genuine post) {
        InboundEvent event = event(bot, post);
        if (event.header().eventType().equals(EventTypes.MESSAGE)
                && event.event().path("message").path("message_id").asText().isEmpty()) {
            return new Received.Refused(ErrorCode.BAD_REQUEST, "event.message.message_id is missing");
        }
        boolean click = event.header().eventType().equals(EventTypes.CARD_ACTION);
        if (click && buttons.pressed(LarkClicks.of(event).value()).isEmpty()) {
            return new Received.Reply(LarkToast.error(LarkToast.FAILED));
        }
        Received.Answer answer = click
                ? LarkToast.success(LarkToast.ACCEPTED)
                : Received.Answer.success(event.header().eventType());
        return new Received.Accepted(List.of(event), answer, post.once());
    }

    private static InboundEvent event(Bot bot, LarkPosts.Genuine post) {
        LarkEnvelope envelope = post.envelope();
        JsonNode event = envelope.event();
        String type = TYPES.getOrDefault(envelope.type(), EventTypes.UNKNOWN);
        return new InboundEvent(
                new InboundEvent.Header(
                        envelope.eventId(),
                        type,
                        envelope.type(),
                        LarkChannel.TYPE,
                        bot.botId(),
                        chatOf(event),
                        envelope.createTime().orElse(post.at())),
                event);
    }

    private static @Nullable String chatOf(JsonNode event) {
        for (JsonNode place : List.of(
                event.path("message").path("chat_id"),
                event.path("chat_id"),
                event.path("context").path("open_chat_id"))) {
            if (!place.asText().isEmpty()) {
                return place.asText();
            }
        }
        return null;
    }
}
