package routes.channel.lark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Brings the events of Lark's first version into the shape of the second. */
final class LarkOldForms {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private LarkOldForms() {}

    static JsonNode modern(String type, JsonNode event) {
        return switch (type) {
            case "message" -> message(event);
            case "add_bot", "remove_bot", "chat_disband" -> chat(event);
            case "card.action.trigger_v1" -> card(event);
            default -> event;
        };
    }

    private static ObjectNode message(JsonNode event) {
        ObjectNode modern = NODES.objectNode();
        modern.putObject("sender").put("sender_type", "user").set("sender_id", ids(event));
        ObjectNode message = modern.putObject("message");
        message.put("message_id", event.path("open_message_id").asText());
        message.put("chat_id", event.path("open_chat_id").asText());
        message.put("chat_type", "group".equals(event.path("chat_type").asText()) ? "group" : "p2p");
        message.put("message_type", event.path("msg_type").asText());
        message.put("root_id", event.path("root_id").asText());
        message.put("parent_id", event.path("parent_id").asText());
        message.put("content", content(event).toString());
        message.put("mentions_bot", event.path("is_mention").asBoolean());
        return modern;
    }

    private static ObjectNode content(JsonNode event) {
        ObjectNode content = NODES.objectNode();
        String text =
                event.path("text_without_at_bot").asText(event.path("text").asText());
        if (!text.isEmpty()) {
            content.put("text", text.strip());
        }
        for (String key : new String[] {"title", "image_key", "file_key"}) {
            if (event.hasNonNull(key)) {
                content.set(key, event.get(key));
            }
        }
        return content;
    }

    private static ObjectNode chat(JsonNode event) {
        ObjectNode modern = event.isObject() ? ((ObjectNode) event).deepCopy() : NODES.objectNode();
        modern.put(
                "chat_id",
                event.path("open_chat_id").asText(event.path("chat_id").asText()));
        modern.put("name", event.path("chat_name").asText());
        return modern;
    }

    private static ObjectNode card(JsonNode click) {
        ObjectNode modern = NODES.objectNode();
        modern.set("operator", ids(click));
        modern.put("token", click.path("token").asText());
        modern.set("action", click.path("action").deepCopy());
        modern.putObject("context")
                .put("open_message_id", click.path("open_message_id").asText())
                .put("open_chat_id", click.path("open_chat_id").asText());
        return modern;
    }

    private static ObjectNode ids(JsonNode event) {
        ObjectNode ids = NODES.objectNode();
        for (String name : new String[] {"open_id", "user_id", "union_id", "tenant_key"}) {
            if (event.hasNonNull(name)) {
                ids.set(name, event.get(name));
            }
        }
        return ids;
    }
}
