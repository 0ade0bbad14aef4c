package routes.tool.preview;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import routes.common.json.Json;

/**
 * A message roughly as its platform draws it: title, colour, text with its marks, facts, buttons. What a body is follows from its
 * fields, so that a mapped channel whose message has the form of one of the platforms is drawn too; any other text is shown as it is.
 *
 * @param tone of the bar beside it; empty for none
 */
record DrawnCard(String title, String tone, List<Part> parts) {
    private static final Map<String, String> TONES = Map.of(
            "#d92d20",
            "red",
            "#f79009",
            "orange",
            "#eaaa08",
            "yellow",
            "#12b76a",
            "green",
            "attention",
            "red",
            "warning",
            "orange",
            "accent",
            "yellow",
            "good",
            "green");
    private static final Pattern TAGS = Pattern.compile("&lt;/?(?:font|at)[^&]*(?:&quot;[^&]*&quot;[^&]*)*&gt;");
    private static final Pattern BOLD = Pattern.compile("\\*\\*([^*\\n]+)\\*\\*|\\*([^*\\n]+)\\*");
    private static final Pattern LINK = Pattern.compile("\\[([^\\]]+)]\\((https?://[^)\\s]+)\\)");

    /** @param html escaped, with the marks of the platform as elements */
    record Part(String kind, String html) {}

    static DrawnCard of(String body) {
        Optional<JsonNode> json = json(body);
        List<Part> parts = new ArrayList<>();
        if (json.isEmpty()) {
            text(parts, body);
            return new DrawnCard("", "", parts);
        }
        JsonNode message = inner(json.get());
        String title = title(message);
        String tone = tone(message);
        collect(message, title, parts);
        if (parts.isEmpty()) {
            text(parts, json.get().toPrettyString());
        }
        return new DrawnCard(title, tone, parts);
    }

    /** What carries the message within a body: JSON in a text, or the object of its type. */
    private static JsonNode inner(JsonNode body) {
        for (String name : List.of("content", "msgParam")) {
            Optional<JsonNode> within = json(body.path(name).asText());
            if (within.isPresent()) {
                return within.get();
            }
        }
        for (String pointer :
                List.of("/card", "/cardData/cardParamMap", "/template_card", "/markdown", "/attachments/0/content")) {
            if (body.at(pointer).isObject()) {
                return body.at(pointer);
            }
        }
        return body;
    }

    private static String title(JsonNode message) {
        String main = message.at("/main_title/title").asText();
        return first(
                message.at("/header/title/content").asText(),
                main.isEmpty()
                        ? ""
                        : main + " " + message.at("/main_title/desc").asText(),
                message.path("title").asText());
    }

    private static String tone(JsonNode message) {
        String named = first(
                message.at("/header/template").asText(),
                message.at("/attachments/0/color").asText(),
                message.path("color").asText(),
                message.at("/body/0/color").asText());
        return TONES.getOrDefault(named, TONES.containsValue(named) ? named : "");
    }

    private static void collect(JsonNode message, String title, List<Part> parts) {
        for (String name : List.of("text", "content", "message", "sub_title_text")) {
            JsonNode value = message.path(name);
            if (value.isTextual() && !value.asText().equals(title)) {
                text(parts, value.asText());
            }
        }
        message.at("/body/elements").forEach(element -> element(element, parts));
        message.at("/attachments/0/blocks").forEach(block -> element(block, parts));
        message.path("blocks").forEach(block -> element(block, parts));
        if (message.path("body").isArray()) {
            message.path("body").forEach(element -> element(element, parts));
        }
        message.path("horizontal_content_list").forEach(fact -> fact(parts, fact.path("keyname"), fact.path("value")));
        message.path("actions").forEach(action -> button(parts, action.path("title")));
        message.path("button_list").forEach(button -> button(parts, button.path("text")));
    }

    /** A block of Lark, Slack or an Adaptive Card. */
    private static void element(JsonNode element, List<Part> parts) {
        String type = first(element.path("tag").asText(), element.path("type").asText());
        switch (type) {
            case "button" -> button(parts, element.at("/text/content"));
            case "actions" -> element.path("elements").forEach(button -> button(parts, button.at("/text/text")));
            case "context" -> element.path("elements")
                    .forEach(note -> note(parts, note.path("text").asText()));
            case "FactSet" -> element.path("facts")
                    .forEach(fact -> fact(parts, fact.path("title"), fact.path("value")));
            case "section" -> {
                text(parts, element.at("/text/text").asText());
                element.path("fields")
                        .forEach(field -> text(parts, field.path("text").asText()));
            }
            default -> text(
                    parts,
                    first(element.path("content").asText(), element.path("text").asText()));
        }
    }

    private static void fact(List<Part> parts, JsonNode name, JsonNode value) {
        parts.add(new Part("fact", "<b>" + escaped(name.asText()) + "</b>: " + marked(value.asText())));
    }

    private static void note(List<Part> parts, String text) {
        parts.add(new Part("note", marked(text)));
    }

    private static void button(List<Part> parts, JsonNode text) {
        parts.add(new Part("button", escaped(text.asText())));
    }

    private static void text(List<Part> parts, String text) {
        if (!text.isBlank()) {
            parts.add(new Part("text", marked(text.strip())));
        }
    }

    private static String marked(String text) {
        String plain = TAGS.matcher(escaped(text)).replaceAll("");
        String linked = LINK.matcher(plain).replaceAll("<a href=\"$2\" rel=\"noreferrer\" target=\"_blank\">$1</a>");
        return BOLD.matcher(linked)
                .replaceAll(found -> "<b>"
                        + Matcher.quoteReplacement(found.group(1) == null ? found.group(2) : found.group(1))
                        + "</b>")
                .replace("\n", "<br>");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String first(String... texts) {
        for (String text : texts) {
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    private static Optional<JsonNode> json(String text) {
        if (!text.startsWith("{")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.mapper().readTree(text));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
