package routes.notice.render;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import routes.notice.render.Dialect.Place;

/** What a template made, before the values take the place of their marks: text, or JSON read leniently. */
final class MessageTree {
    /** Line breaks in a text and a comma too many are how templates are comfortable to write. */
    private static final JsonMapper PATIENT = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS, JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Pattern FIELD = Pattern.compile("[A-Za-z0-9_.\\[\\]-]{1,100}");

    /** Characters of a value below which cutting leaves nothing to read. */
    static final int SHORTEST = 24;

    private final JsonNode tree;
    private final Medium medium;
    private final MessageValues pieces;

    /** @throws JsonProcessingException when the medium is JSON and this is none */
    static MessageTree read(String text, Medium medium, MessageValues pieces) throws JsonProcessingException {
        if (!medium.json()) {
            return new MessageTree(TextNode.valueOf(text), medium, pieces);
        }
        boolean pairs =
                medium.form() == Medium.Form.FORM && !text.stripLeading().startsWith("{");
        JsonNode tree = pairs ? pairs(text) : PATIENT.readTree(text);
        if (!tree.isObject()) {
            throw new NoMessage("a message is a JSON object");
        }
        return new MessageTree(tree, medium, pieces);
    }

    private static ObjectNode pairs(String text) throws JsonProcessingException {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        for (String pair : text.split("&", -1)) {
            int sign = pair.indexOf('=');
            if (sign < 0 || !FIELD.matcher(pair.substring(0, sign).strip()).matches()) {
                throw new NoMessage("a form is a JSON object, or name=value pairs with & between them");
            }
            fields.put(pair.substring(0, sign).strip(), pair.substring(sign + 1));
        }
        return fields;
    }

    private MessageTree(JsonNode tree, Medium medium, MessageValues pieces) {
        this.tree = tree;
        this.medium = medium;
        this.pieces = pieces;
    }

    /**
     * The message, or nothing when it is too large.
     *
     * @param limit characters that a value may have at most; with any limit a field that is too long is cut by itself
     */
    Optional<String> write(int limit) {
        String text = medium.json()
                ? Optional.ofNullable(filled(tree, tree, "", limit))
                        .map(JsonNode::toString)
                        .orElse(null)
                : pieces.fill(tree.textValue(), Place.MARKUP, medium.dialect(), limit)
                                .strip() + "\n";
        return Optional.ofNullable(text)
                .filter(written -> written.getBytes(StandardCharsets.UTF_8).length <= medium.maxBytes());
    }

    int longest() {
        return pieces.longest();
    }

    /** Null when a field is too long. */
    private @Nullable JsonNode filled(JsonNode node, JsonNode holder, String field, int limit) {
        if (node.isTextual()) {
            Place place = medium.dialect().placeOf(holder, field);
            int longest = medium.dialect().longest(holder, field);
            return limit == Integer.MAX_VALUE
                    ? text(node.textValue(), place, longest, limit)
                    : shortened(node.textValue(), place, longest, limit);
        }
        if (node.isArray()) {
            return array(node, holder, field, limit);
        }
        return node.isObject() ? object(node, limit) : node;
    }

    private @Nullable JsonNode text(String template, Place place, int longest, int limit) {
        String text = pieces.fill(template, place, medium.dialect(), limit).strip();
        return text.length() > longest ? null : TextNode.valueOf(text);
    }

    /** What a field may not have in full: its own values are cut, those of other fields stay. */
    private @Nullable JsonNode shortened(String template, Place place, int longest, int limit) {
        JsonNode best = text(template, place, longest, limit);
        if (best != null || limit <= SHORTEST) {
            return best;
        }
        int fits = SHORTEST - 1;
        int tooLong = Math.min(limit, longest + 1);
        while (tooLong - fits > 1) {
            int middle = (fits + tooLong) >>> 1;
            JsonNode text = text(template, place, longest, middle);
            if (text == null) {
                tooLong = middle;
            } else {
                fits = middle;
                best = text;
            }
        }
        return best;
    }

    private @Nullable JsonNode array(JsonNode node, JsonNode holder, String field, int limit) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode(node.size());
        for (JsonNode element : node) {
            JsonNode filled = filled(element, holder, field, limit);
            if (filled == null) {
                return null;
            }
            array.add(filled);
        }
        return array;
    }

    private @Nullable JsonNode object(JsonNode node, int limit) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            JsonNode filled = filled(entry.getValue(), node, entry.getKey(), limit);
            if (filled == null) {
                return null;
            }
            object.set(entry.getKey(), filled);
        }
        return object;
    }

    /** What is no object is no message of any channel. */
    private static final class NoMessage extends JsonProcessingException {
        private static final long serialVersionUID = 1L;

        NoMessage(String why) {
            super(why);
        }
    }
}
