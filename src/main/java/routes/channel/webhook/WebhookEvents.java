package routes.channel.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import routes.alarm.AlarmIds;
import routes.channel.CardAction;
import routes.channel.EventTypes;
import routes.channel.InboundEvent;
import routes.channel.InboundPost;
import routes.channel.Received;
import routes.channel.bot.Bot;
import routes.channel.chat.ChatType;
import routes.channel.chat.Message;
import routes.channel.chat.Part;
import routes.channel.chat.SenderType;
import routes.common.error.ErrorCode;
import routes.common.json.Json;

/**
 * Brings what a system posts to the one form: {@code {"type", "timestamp", "data"}} as Standard Webhooks recommends, or
 * {@code {"header": {"event_id", "event_type", "create_time"}, "event"}} as VeAIOps has it. A type that is one of
 * {@link EventTypes#KNOWN} is worked on; any other is recorded.
 */
final class WebhookEvents {
    private WebhookEvents() {}

    static Received of(Bot bot, ObjectNode body, InboundPost post, @Nullable String once) {
        JsonNode header = body.path("header");
        JsonNode data = body.path(body.has("event") ? "event" : "data");
        String theirs = header.path("event_type").asText(body.path("type").asText());
        String type = EventTypes.KNOWN.contains(theirs) ? theirs : EventTypes.UNKNOWN;
        if (type.equals(EventTypes.MESSAGE)) {
            for (String field : List.of("message_id", "chat_id", "text")) {
                if (!data.path(field).isTextual()) {
                    return new Received.Refused(
                            ErrorCode.BAD_REQUEST, "a message has a text in \"" + field + "\" of its data");
                }
            }
        }
        Instant at = time(header.path("create_time"))
                .or(() -> time(body.path("timestamp")))
                .orElse(post.at());
        InboundEvent event = new InboundEvent(
                new InboundEvent.Header(
                        eventId(body, post), type, theirs, WebhookChannel.TYPE, bot.botId(), chatOf(data), at),
                data.isObject() ? data : body);
        return new Received.Accepted(List.of(event), Received.Answer.success(type), once);
    }

    static Optional<Message> message(InboundEvent inbound, Bot bot) {
        JsonNode data = inbound.event();
        String text = data.path("text").asText();
        ChatType chat = ChatType.of(data.path("chat_type").asText("group"));
        return Optional.of(new Message(
                WebhookChannel.TYPE,
                bot.botId(),
                data.path("chat_id").asText(),
                chat,
                data.path("message_id").asText(),
                inbound.header().createTime(),
                data.path("sender_id").asText(),
                SenderType.of(data.path("sender_type").asText("user")),
                "text",
                text,
                text,
                List.of(),
                chat == ChatType.P2P || data.path("mentioned").asBoolean(),
                text.isBlank() ? List.of() : List.of(Part.text(text)),
                Message.Thread.NONE,
                inbound.header().eventId()));
    }

    static Optional<CardAction> action(InboundEvent inbound) {
        JsonNode data = inbound.event();
        if (!data.path("value").isObject()) {
            return Optional.empty();
        }
        Map<String, String> actor = new HashMap<>();
        data.path("actor")
                .properties()
                .forEach(entry -> actor.put(entry.getKey(), entry.getValue().asText()));
        return Optional.of(new CardAction(
                inbound.header().eventId(),
                data.path("value"),
                data.path("text").textValue(),
                actor,
                data.path("message_id").textValue(),
                inbound.header().chatId(),
                null,
                inbound.header().createTime()));
    }

    /** The same for every delivery; made from the content where the system gives none. */
    private static String eventId(ObjectNode body, InboundPost post) {
        String own = body.path("header").path("event_id").asText(body.path("id").asText());
        return WebhookSignature.id(post)
                .or(() -> Optional.of(own).filter(id -> !id.isEmpty()))
                .orElseGet(() -> AlarmIds.derived("webhook", body.toString()));
    }

    private static @Nullable String chatOf(JsonNode data) {
        String chat = data.path("chat_id").asText();
        return chat.isEmpty() ? null : chat;
    }

    /** ISO-8601, or milliseconds as VeAIOps has them. */
    private static Optional<Instant> time(JsonNode value) {
        String text = value.asText();
        try {
            return text.matches("\\d{12,14}")
                    ? Optional.of(Instant.ofEpochMilli(Long.parseLong(text)))
                    : Optional.of(Json.instant(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
