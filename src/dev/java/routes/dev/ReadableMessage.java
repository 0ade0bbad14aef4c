package routes.dev;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a person would read of a message, whatever the platform: its texts in order, its buttons in brackets. */
final class ReadableMessage {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> TEXTS = Set.of("text", "content", "title", "value", "summary");

    private final List<String> lines = new ArrayList<>();
    private final Set<String> buttons = new LinkedHashSet<>();

    private ReadableMessage() {}

    static String of(JsonNode message) {
        ReadableMessage readable = new ReadableMessage();
        readable.read(message);
        if (!readable.buttons.isEmpty()) {
            readable.lines.add(String.join(" ", readable.buttons));
        }
        return String.join("\n", readable.lines);
    }

    private void read(JsonNode node) {
        if (button(node)) {
            buttons.add("[ " + words(node) + " ]");
            return;
        }
        if (node.has("title") && node.has("value")) {
            lines.add(node.path("title").asText() + ": " + node.path("value").asText());
            return;
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            text(field.getKey(), field.getValue());
        }
        if (node.isArray()) {
            node.forEach(this::read);
        }
    }

    private void text(String name, JsonNode value) {
        if (value.isContainerNode()) {
            read(value);
        } else if (TEXTS.contains(name) && value.isTextual()) {
            JsonNode inner = json(value.textValue());
            if (inner.isObject()) {
                read(inner);
            } else if (!value.textValue().isBlank()) {
                lines.add(value.textValue().strip());
            }
        }
    }

    private static boolean button(JsonNode node) {
        return node.path("tag").asText().equals("button")
                || node.path("type").asText().equals("button")
                || node.path("type").asText().startsWith("Action.");
    }

    private static String words(JsonNode button) {
        JsonNode text = button.path("text");
        return text.isObject()
                ? text.path("content").asText(text.path("text").asText())
                : button.path("title").asText();
    }

    /** Lark sends a card as text that holds JSON. */
    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.startsWith("{") ? text : "\"\"");
        } catch (JsonProcessingException e) {
            return JSON.nullNode();
        }
    }
}
