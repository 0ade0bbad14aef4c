package routes.channel.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import routes.alarm.AlarmIds;
import routes.channel.EventTypes;
import routes.channel.InboundEvent;
import routes.channel.Received;
import routes.channel.bot.Bot;
import routes.common.error.ErrorCode;

/** Brings what Slack pushes to the one form. The event that is kept is the envelope without Slack's secrets. */
final class SlackEvents {
    private static final Map<String, String> TYPES = Map.of(
            "app_mention", EventTypes.MESSAGE,
            "channel_rename", EventTypes.CHAT_UPDATED,
            "group_rename", EventTypes.CHAT_UPDATED,
            "channel_archive", EventTypes.CHAT_DISBANDED,
            "group_archive", EventTypes.CHAT_DISBANDED,
            "channel_deleted", EventTypes.CHAT_DISBANDED,
            "group_deleted", EventTypes.CHAT_DISBANDED,
            "channel_left", EventTypes.BOT_REMOVED,
            "group_left", EventTypes.BOT_REMOVED);

    /** Kinds of messages that people wrote; the others are about changes. */
    private static final Set<String> SAID = Set.of("", "file_share", "thread_broadcast", "bot_message", "me_message");

    private SlackEvents() {}

    static Received of(Bot bot, SlackPosts.Genuine post) {
        JsonNode body = post.body();
        if ("block_actions".equals(body.path("type").asText()) && !presses(body)) {
            return new Received.Reply(Received.Answer.text(""));
        }
        String type = typeOf(bot, body);
        if (type.equals(EventTypes.MESSAGE) && !named(body.path("event"))) {
            return new Received.Refused(ErrorCode.BAD_REQUEST, "event.channel or event.ts is missing");
        }
        InboundEvent.Header header = new InboundEvent.Header(
                eventId(post),
                type,
                platformType(body),
                SlackChannel.TYPE,
                bot.botId(),
                chatOf(body),
                SlackTime.of(body).orElse(post.at()));
        return new Received.Accepted(List.of(new InboundEvent(header, body)), Received.Answer.text(""), post.once());
    }

    /** A button with an address only opens it: there is nothing to do for us. */
    private static boolean presses(JsonNode body) {
        return StreamSupport.stream(body.path("actions").spliterator(), false)
                .anyMatch(action ->
                        action.has("value") || action.path("type").asText().equals("plain_text_input"));
    }

    private static boolean named(JsonNode event) {
        return !event.path("channel").asText().isEmpty()
                && !event.path("ts").asText().isEmpty();
    }

    private static String typeOf(Bot bot, JsonNode body) {
        JsonNode event = body.path("event");
        String type = platformType(body);
        return switch (type) {
            case "block_actions" -> EventTypes.CARD_ACTION;
            case "message" -> SAID.contains(event.path("subtype").asText()) ? EventTypes.MESSAGE : EventTypes.UNKNOWN;
            case "member_joined_channel" -> self(bot, body) ? EventTypes.BOT_ADDED : EventTypes.UNKNOWN;
            case "member_left_channel" -> self(bot, body) ? EventTypes.BOT_REMOVED : EventTypes.UNKNOWN;
            default -> TYPES.getOrDefault(type, EventTypes.UNKNOWN);
        };
    }

    /** Whether the member that came or went is the bot itself. */
    static boolean self(Bot bot, JsonNode body) {
        return isBot(bot, body, body.path("event").path("user").asText());
    }

    /** Whether a user is the app's own: Slack names it in the envelope, and the platform gave it when the bot was saved. */
    static boolean isBot(Bot bot, JsonNode body, String userId) {
        if (userId.isEmpty()) {
            return false;
        }
        return userId.equals(bot.openId())
                || StreamSupport.stream(body.path("authorizations").spliterator(), false)
                        .anyMatch(one -> one.path("is_bot").asBoolean()
                                && one.path("user_id").asText().equals(userId));
    }

    private static String platformType(JsonNode body) {
        String type = body.path("event").path("type").asText(body.path("type").asText());
        return type.isEmpty() ? body.path("command").asText("unknown") : type;
    }

    /** The same for every delivery; made from the content where Slack gives none. */
    private static String eventId(SlackPosts.Genuine post) {
        String id = post.body().path("event_id").asText(post.triggerId());
        return id.isEmpty() ? AlarmIds.derived("slack", post.body().toString()) : id;
    }

    private static @Nullable String chatOf(JsonNode body) {
        for (JsonNode place : List.of(
                body.path("event").path("channel"),
                body.path("event").path("channel").path("id"),
                body.path("channel").path("id"),
                body.path("container").path("channel_id"),
                body.path("channel_id"))) {
            if (place.isTextual() && !place.asText().isEmpty()) {
                return place.asText();
            }
        }
        return null;
    }
}
