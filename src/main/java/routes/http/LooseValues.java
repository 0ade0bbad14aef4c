package routes.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Numbers and truth values that a caller wrote as text, for operations of VeAIOps: its backend takes them, and its web UI sends
 * {@code "auto_update": "true"}. Our own operations ask for the right type.
 */
record LooseValues(UnaryOperator<JsonNode> resolved) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> TRUTH = Set.of("true", "false");
    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,18}");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,30}(\\.\\d{1,30})?([eE][+-]?\\d{1,3})?");

    /** The body with those values as its schema has them; the same one when there is none. */
    JsonNode typed(JsonNode schema, JsonNode value) {
        JsonNode here = resolved.apply(schema);
        if (value.isTextual()) {
            return scalar(here.path("type").asText(), value);
        }
        if (value.isArray() && here.has("items")) {
            ArrayNode list = NODES.arrayNode(value.size());
            value.forEach(element -> list.add(typed(here.get("items"), element)));
            return list.equals(value) ? value : list;
        }
        return value.isObject() ? object(here, (ObjectNode) value) : value;
    }

    private JsonNode object(JsonNode schema, ObjectNode value) {
        ObjectNode typed = value;
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            JsonNode known = field(schema, field.getKey());
            JsonNode read = known == null ? field.getValue() : typed(known, field.getValue());
            if (read != field.getValue()) {
                typed = typed == value ? value.deepCopy() : typed;
                typed.set(field.getKey(), read);
            }
        }
        return typed;
    }

    private @Nullable JsonNode field(JsonNode schema, String name) {
        JsonNode found = schema.path("properties").get(name);
        for (JsonNode part : schema.path("allOf")) {
            found = found == null ? field(resolved.apply(part), name) : found;
        }
        return found;
    }

    private static JsonNode scalar(String type, JsonNode value) {
        String text = value.textValue().strip();
        return switch (type) {
            case "boolean" -> TRUTH.contains(text.toLowerCase(Locale.ROOT))
                    ? NODES.booleanNode(Boolean.parseBoolean(text))
                    : value;
            case "integer" -> INTEGER.matcher(text).matches() ? NODES.numberNode(Long.parseLong(text)) : value;
            case "number" -> NUMBER.matcher(text).matches() ? NODES.numberNode(Double.parseDouble(text)) : value;
            default -> value;
        };
    }
}
