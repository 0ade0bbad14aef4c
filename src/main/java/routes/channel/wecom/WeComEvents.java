package routes.channel.wecom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routes.channel.CardAction;
import routes.channel.EventTypes;
import routes.channel.InboundEvent;
import routes.channel.bot.Bot;
import routes.channel.chat.ChatChange;
import routes.channel.chat.ChatType;
import routes.channel.chat.Message;
import routes.channel.chat.Part;
import routes.channel.chat.SenderType;
import routes.common.json.Json;

/**
 * Brings what WeCom posts to the one form. What people write goes to the application alone: the chat is
 * named after the person ({@code user:<user id>}), because that is where an answer can go.
 */
final class WeComEvents {
    private static final Map<String, String> TYPES = Map.of(
            "subscribe", EventTypes.BOT_ADDED,
            "unsubscribe", EventTypes.BOT_REMOVED,
            "template_card_event", EventTypes.CARD_ACTION,
            "template_card_menu_event", EventTypes.CARD_ACTION);
    private static final List<String> CONTENT = List.of(
            "Content",
            "PicUrl",
            "MediaId",
            "Format",
            "Title",
            "Description",
            "Url",
            "Label",
            "Location_X",
            "Location_Y");
    private static final String EVENT = "event";
    private static final long LATEST_SECONDS = 253_402_300_799L;

    private WeComEvents() {}

    static InboundEvent of(Bot bot, ObjectNode xml, Instant now) {
        boolean message = !xml.path("MsgType").asText(EVENT).equals(EVENT);
        String word = message
                ? "message." + xml.path("MsgType").asText()
                : xml.path("Event").asText("unknown");
        String sender = xml.path("FromUserName").asText();
        return new InboundEvent(
                new InboundEvent.Header(
                        idOf(xml),
                        message ? EventTypes.MESSAGE : TYPES.getOrDefault(word, EventTypes.UNKNOWN),
                        word,
                        WeComChannel.TYPE,
                        bot.botId(),
                        sender.isEmpty() ? null : WeComMessenger.PEOPLE + sender,
                        seconds(xml.path("CreateTime").asText()).orElse(now)),
                xml);
    }

    /** The message's id; an event has none: who, when and what stand for it, the same for every delivery. */
    private static String idOf(JsonNode xml) {
        String id = xml.path("MsgId").asText();
        return id.isEmpty()
                ? Stream.of("FromUserName", "CreateTime", "Event", "EventKey", "TaskId", "ChangeType")
                        .map(name -> xml.path(name).asText())
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining(":"))
                : id;
    }

    static Optional<Message> message(InboundEvent event, Bot bot) {
        JsonNode xml = event.event();
        String type = xml.path("MsgType").asText("text");
        ObjectNode content = Json.mapper().createObjectNode();
        CONTENT.stream().filter(xml::has).forEach(name -> content.set(name, xml.path(name)));
        List<Part> parts = parts(type, content);
        return Optional.of(new Message(
                event.header().channel(),
                bot.botId(),
                Optional.ofNullable(event.header().chatId()).orElse(WeComMessenger.PEOPLE),
                ChatType.P2P,
                event.header().eventId(),
                event.header().createTime(),
                xml.path("FromUserName").asText(),
                SenderType.USER,
                type,
                content.toString(),
                parts.stream()
                        .filter(part -> part.text() != null)
                        .map(Part::text)
                        .collect(Collectors.joining("\n")),
                List.of(),
                true,
                parts,
                Message.Thread.NONE,
                event.header().eventId()));
    }

    static List<Part> parts(String type, JsonNode content) {
        String media = content.path("MediaId").asText();
        return switch (type) {
            case "text" -> text(content.path("Content").asText());
            case "image" -> media.isEmpty() ? text("[image]") : List.of(Part.pendingImage(media));
            case "link" -> text("[" + content.path("Title").asText() + "]("
                    + content.path("Url").asText() + ")");
            case "location" -> text("[location] " + content.path("Label").asText());
            default -> text("[" + type + "]");
        };
    }

    private static List<Part> text(String text) {
        return text.isBlank() ? List.of() : List.of(Part.text(text.strip()));
    }

    static Optional<ChatChange> chatChange(InboundEvent event) {
        InboundEvent.Header header = event.header();
        boolean added = header.eventType().equals(EventTypes.BOT_ADDED);
        boolean removed = header.eventType().equals(EventTypes.BOT_REMOVED);
        return header.chatId() == null || !added && !removed
                ? Optional.empty()
                : Optional.of(new ChatChange(
                        header.channel(), header.appId(), header.chatId(), header.createTime(), added, null));
    }

    /** A button's key is its action and what it carries, parted by a space. */
    static CardAction action(InboundEvent event) {
        JsonNode xml = event.event();
        String[] key = xml.path("EventKey").asText().split(" ", 2);
        ObjectNode value = Json.mapper().createObjectNode().put("action", key[0]);
        if (key.length == 2) {
            value.put("signed", key[1]);
        }
        return new CardAction(
                event.header().eventId(),
                value,
                null,
                Map.of("user_id", xml.path("FromUserName").asText()),
                xml.path("TaskId").asText(null),
                event.header().chatId(),
                xml.path("ResponseCode").asText(null),
                event.header().createTime());
    }

    private static Optional<Instant> seconds(String text) {
        if (!text.matches("\\d{1,12}")) {
            return Optional.empty();
        }
        long seconds = Long.parseLong(text);
        return seconds > 0 && seconds <= LATEST_SECONDS
                ? Optional.of(Instant.ofEpochSecond(seconds))
                : Optional.empty();
    }
}
