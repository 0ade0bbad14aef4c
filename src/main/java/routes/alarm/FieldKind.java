package routes.alarm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;

/** How one JSON value is checked and copied. Text is strict, as in the reference: a number is no text. */
@FunctionalInterface
public interface FieldKind {
    FieldKind TEXT = FieldKind::text;
    /** Text, or a number or truth value written as text. */
    FieldKind SCALAR = (value, path) -> value.isValueNode() ? textOf(value.asText()) : refused("text", value, path);
    /** Any value as text; lists and objects as their JSON. */
    FieldKind ANY_TEXT = (value, path) -> textOf(value.isValueNode() ? value.asText() : value.toString());

    FieldKind INTEGER = FieldKind::integer;
    FieldKind NUMBER = FieldKind::number;
    FieldKind BOOLEAN = (value, path) -> value.isBoolean() ? value : refused("true or false", value, path);

    /** The value as it is stored.
     *
     * @throws routes.error.RefusedRequest naming {@code path} when the value is of another type
     */
    JsonNode read(JsonNode value, FieldPath path);

    static FieldKind listOf(FieldKind item) {
        return (value, path) -> {
            if (!value.isArray()) {
                throw path.refuse("a list", value);
            }
            ArrayNode copy = JsonNodeFactory.instance.arrayNode(value.size());
            for (int i = 0; i < value.size(); i++) {
                copy.add(item.read(value.get(i), path.item(i)));
            }
            return copy;
        };
    }

    static FieldKind oneOf(String... words) {
        List<String> known = List.of(words);
        return (value, path) -> {
            if (value.isTextual() && known.contains(value.textValue())) {
                return value;
            }
            throw path.refuse("one of " + String.join(", ", known));
        };
    }

    private static JsonNode text(JsonNode value, FieldPath path) {
        if (!value.isTextual()) {
            throw path.refuse("text", value);
        }
        String text = value.textValue();
        String clean = PlainText.clean(text);
        return clean.equals(text) ? value : TextNode.valueOf(clean);
    }

    private static JsonNode integer(JsonNode value, FieldPath path) {
        if (value.isNumber() && value.canConvertToLong() && value.canConvertToExactIntegral()) {
            return LongNode.valueOf(value.longValue());
        }
        return refused("a whole number of 64 bits", value, path);
    }

    private static JsonNode number(JsonNode value, FieldPath path) {
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return LongNode.valueOf(value.longValue());
        }
        return value.isNumber() && Double.isFinite(value.doubleValue())
                ? DoubleNode.valueOf(value.doubleValue())
                : refused("a finite number", value, path);
    }

    private static JsonNode textOf(String text) {
        return TextNode.valueOf(PlainText.clean(text));
    }

    private static JsonNode refused(String expected, JsonNode value, FieldPath path) {
        throw path.refuse(expected, value);
    }
}
