package routes.channel.lark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import routes.alarm.BoundedJson;
import routes.channel.chat.Part;

/** The parts of Lark's contents, in the order in which people read them. */
final class LarkParts {
    private static final String NEW_LINE = "\n";
    private static final int MOST_CARD_TEXTS = 200;
    /** What a language model reads in place of what it cannot. */
    private static final Map<String, String> STAND_INS = Map.ofEntries(
            Map.entry("audio", "[audio]"),
            Map.entry("media", "[video]"),
            Map.entry("sticker", "[sticker]"),
            Map.entry("share_chat", "[a chat was shared]"),
            Map.entry("share_user", "[a contact was shared]"),
            Map.entry("hongbao", "[red packet]"),
            Map.entry("merge_forward", "[forwarded messages]"),
            Map.entry("video_chat", "[video call]"),
            Map.entry("emotion", "[emoji]"),
            Map.entry("hr", "---"));

    private LarkParts() {}

    static List<Part> of(String type, String content) {
        JsonNode json = BoundedJson.embedded(content);
        if (!json.isObject()) {
            return content.isBlank() || type.equals("merge_forward")
                    ? List.of(standIn(type))
                    : List.of(Part.text(content));
        }
        return switch (type) {
            case "text" -> List.of(Part.text(json.path("text").asText()));
            case "post" -> post(json);
            case "interactive" -> List.of(Part.text(card(json)));
            default -> element(type, json).stream().toList();
        };
    }

    /** Title and rows. The content may be wrapped in its language. */
    private static List<Part> post(JsonNode json) {
        JsonNode post = json.has("content") ? json : firstLanguage(json);
        List<Part> parts = new ArrayList<>();
        String title = post.path("title").asText();
        if (!title.isEmpty()) {
            parts.add(Part.text(title + NEW_LINE));
        }
        int rows = post.path("content").size();
        for (int row = 0; row < rows; row++) {
            for (JsonNode element : post.path("content").path(row)) {
                element(element.path("tag").asText(), element).ifPresent(parts::add);
            }
            if (row < rows - 1) {
                breakLine(parts);
            }
        }
        return parts;
    }

    private static JsonNode firstLanguage(JsonNode json) {
        for (JsonNode language : json) {
            if (language.has("content")) {
                return language;
            }
        }
        return json;
    }

    private static void breakLine(List<Part> parts) {
        int last = parts.size() - 1;
        if (last >= 0 && parts.get(last).text() != null) {
            parts.set(last, Part.text(parts.get(last).text() + NEW_LINE));
        }
    }

    private static Optional<Part> element(String tag, JsonNode element) {
        return switch (tag) {
            case "text", "md" -> Optional.of(Part.text(element.path("text").asText()));
            case "code_block" -> Optional.of(
                    Part.text("```" + element.path("language").asText().toLowerCase(Locale.ROOT) + NEW_LINE
                            + element.path("text").asText() + NEW_LINE + "```"));
            case "a" -> Optional.of(Part.text("[" + element.path("text").asText() + "]("
                    + element.path("href").asText() + ")"));
            case "at" -> Optional.of(Part.text(called(element)));
            case "img", "image" -> Optional.of(
                    element.path("image_key").asText().isEmpty()
                            ? Part.text("[image]")
                            : Part.pendingImage(element.path("image_key").asText()));
            case "file", "folder" -> Optional.of(
                    Part.text(named("file", element.path("file_name").asText())));
            case "location" -> Optional.of(
                    Part.text(named("location", element.path("name").asText())));
            case "todo" -> Optional.of(
                    Part.text(named("task", element.at("/summary/title").asText())));
            case "vote" -> Optional.of(
                    Part.text(named("vote", element.path("topic").asText())));
            case "" -> Optional.empty();
            default -> Optional.of(standIn(tag));
        };
    }

    private static String called(JsonNode at) {
        String name = at.path("user_name").asText(at.path("user_id").asText());
        return name.startsWith("@") ? name : "@" + name;
    }

    private static String named(String what, String name) {
        return name.isEmpty() ? "[" + what + "]" : "[" + what + ": " + name + "]";
    }

    private static Part standIn(String type) {
        return Part.text(STAND_INS.getOrDefault(type, "[" + type.replaceAll("[^A-Za-z0-9_]", "") + "]"));
    }

    /** What a card says: its texts from top to bottom, one in a line. */
    private static String card(JsonNode card) {
        List<String> texts = new ArrayList<>();
        collect(card, texts);
        return texts.isEmpty() ? "[card]" : String.join(NEW_LINE, texts);
    }

    private static void collect(JsonNode node, List<String> texts) {
        if (texts.size() >= MOST_CARD_TEXTS) {
            return;
        }
        if (node instanceof ObjectNode object) {
            for (String field : List.of("title", "content", "text")) {
                JsonNode value = object.path(field);
                if (value.isTextual() && !value.textValue().isBlank()) {
                    texts.add(value.textValue());
                }
            }
        }
        node.forEach(child -> {
            if (child.isContainerNode()) {
                collect(child, texts);
            }
        });
    }
}
