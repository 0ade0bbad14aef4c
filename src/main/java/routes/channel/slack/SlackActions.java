package routes.channel.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import routes.channel.CardAction;
import routes.channel.InboundEvent;

/** A click on a button of a message. */
final class SlackActions {
    private SlackActions() {}

    static Optional<CardAction> of(InboundEvent inbound) {
        JsonNode body = inbound.event();
        return StreamSupport.stream(body.path("actions").spliterator(), false)
                .filter(action -> action.has("value"))
                .findFirst()
                .map(action -> action(inbound, body, value(action)));
    }

    /** A button's value is a text in Slack, and its name stands beside it. */
    private static JsonNode value(JsonNode action) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("action", action.path("action_id").asText())
                .put("signed", action.path("value").asText());
    }

    private static CardAction action(InboundEvent inbound, JsonNode body, JsonNode value) {
        String chat = inbound.header().chatId();
        String ts = body.path("container")
                .path("message_ts")
                .asText(body.at("/message/ts").asText());
        return new CardAction(
                inbound.header().eventId(),
                value,
                typed(body),
                actor(body.path("user")),
                chat == null || ts.isEmpty() ? null : SlackMessages.id(chat, ts),
                chat,
                null,
                inbound.header().createTime());
    }

    private static Map<String, String> actor(JsonNode user) {
        Map<String, String> actor = new HashMap<>();
        put(actor, "user_id", user.path("id"));
        put(actor, "name", user.path("username"));
        put(actor, "name", user.path("name"));
        put(actor, "tenant_key", user.path("team_id"));
        return actor;
    }

    private static void put(Map<String, String> actor, String name, JsonNode value) {
        if (!value.asText().isEmpty()) {
            actor.put(name, value.asText());
        }
    }

    /** The first text that was typed into the message. */
    private static @Nullable String typed(JsonNode body) {
        for (JsonNode block : body.at("/state/values")) {
            for (JsonNode input : block) {
                if (input.path("value").isTextual()) {
                    return input.path("value").textValue();
                }
            }
        }
        return null;
    }
}
