package routes.channel.dingtalk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import routes.channel.EventTypes;
import routes.channel.InboundEvent;
import routes.channel.bot.Bot;
import routes.channel.chat.ChatChange;

/** Brings what DingTalk posts to the one form. */
final class DingTalkEvents {
    private static final Map<String, String> TYPES = Map.of(
            "im_cool_app_install", EventTypes.BOT_ADDED,
            "im_cool_app_uninstall", EventTypes.BOT_REMOVED,
            "chat_disband", EventTypes.CHAT_DISBANDED,
            "chat_update_title", EventTypes.CHAT_UPDATED);
    private static final List<String> CHAT = List.of("OpenConversationId", "openConversationId", "ChatId", "chatId");
    private static final long LATEST_MILLIS = 253_402_300_799_999L;

    private DingTalkEvents() {}

    /** @param otherwiseId the id of an event that has none of its own */
    static InboundEvent ofSubscription(Bot bot, ObjectNode event, String otherwiseId, Instant now) {
        String platformType = event.path("EventType").asText("unknown");
        String id = first(event, List.of("EventId", "eventId")).orElse(otherwiseId);
        Instant at = first(event, List.of("TimeStamp", "timeStamp", "CreateTime"))
                .flatMap(DingTalkEvents::millis)
                .orElse(now);
        return new InboundEvent(
                new InboundEvent.Header(
                        id,
                        TYPES.getOrDefault(platformType, EventTypes.UNKNOWN),
                        platformType,
                        DingTalkChannel.TYPE,
                        bot.botId(),
                        first(event, CHAT).orElse(null),
                        at),
                event);
    }

    static InboundEvent ofRobot(Bot bot, ObjectNode body, Instant now) {
        return new InboundEvent(
                new InboundEvent.Header(
                        body.path("msgId").asText(),
                        EventTypes.MESSAGE,
                        "robot." + body.path("msgtype").asText("unknown"),
                        DingTalkChannel.TYPE,
                        bot.botId(),
                        DingTalkMessages.chatOf(body),
                        millis(body.path("createAt").asText()).orElse(now)),
                body);
    }

    static InboundEvent ofCard(Bot bot, ObjectNode body, String id, Instant now) {
        String type = body.path("type").asText("actionCallback");
        boolean click = type.equals("actionCallback") && body.path("outTrackId").isTextual();
        return new InboundEvent(
                new InboundEvent.Header(
                        id,
                        click ? EventTypes.CARD_ACTION : EventTypes.UNKNOWN,
                        "card." + type,
                        DingTalkChannel.TYPE,
                        bot.botId(),
                        spaceOf(body),
                        now),
                body);
    }

    static Optional<ChatChange> chatChange(InboundEvent event) {
        InboundEvent.Header header = event.header();
        if (header.chatId() == null || !TYPES.containsValue(header.eventType())) {
            return Optional.empty();
        }
        boolean active = header.eventType().equals(EventTypes.BOT_ADDED)
                || header.eventType().equals(EventTypes.CHAT_UPDATED);
        String name = first(event.event(), List.of("Title", "title", "ConversationTitle"))
                .orElse(null);
        return Optional.of(
                new ChatChange(header.channel(), header.appId(), header.chatId(), header.createTime(), active, name));
    }

    static @Nullable String spaceOf(JsonNode card) {
        return card.path("spaceType").asText().equals("IM_GROUP")
                ? card.path("spaceId").asText(null)
                : null;
    }

    private static Optional<String> first(JsonNode event, List<String> names) {
        return names.stream()
                .map(name -> event.path(name).asText())
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    static Optional<Instant> millis(String text) {
        if (!text.matches("\\d{1,15}")) {
            return Optional.empty();
        }
        long millis = Long.parseLong(text);
        return millis > 0 && millis <= LATEST_MILLIS ? Optional.of(Instant.ofEpochMilli(millis)) : Optional.empty();
    }
}
