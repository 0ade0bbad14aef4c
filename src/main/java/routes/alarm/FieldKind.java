package routes.alarm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How one JSON value is checked and copied. Numbers may come as text, as VeAIOps takes them; a number is no {@link #TEXT}. */
@FunctionalInterface
public interface FieldKind {
    FieldKind TEXT = FieldKind::text;
    /** Text, or a number or truth value written as text. */
    FieldKind SCALAR = (value, path) -> value.isValueNode() ? textOf(value.asText()) : refused("text", value, path);
    /** Any value as text; lists and objects as their JSON. */
    FieldKind ANY_TEXT = (value, path) -> textOf(value.isValueNode() ? value.asText() : value.toString());

    int LONGEST_NUMBER = 32;
    BigDecimal LARGEST_WHOLE = BigDecimal.valueOf(Long.MAX_VALUE);

    Set<String> TRUE_WORDS = Set.of("true", "1", "yes", "on");
    Set<String> FALSE_WORDS = Set.of("false", "0", "no", "off");

    FieldKind INTEGER = FieldKind::integer;
    /** A number; nothing for blank text. */
    FieldKind NUMBER = FieldKind::number;
    /** A truth value, also as a number or a word. */
    FieldKind BOOLEAN = FieldKind::truth;

    /** The value as it is stored.
     *
     * @throws routes.common.error.RefusedRequest naming {@code path} when the value is of another type
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

    private static JsonNode integer(JsonNode sent, FieldPath path) {
        JsonNode value = numeric(sent);
        if (value.isNumber() && value.canConvertToLong() && value.canConvertToExactIntegral()) {
            return LongNode.valueOf(value.longValue());
        }
        return refused("a whole number of 64 bits", sent, path);
    }

    private static JsonNode truth(JsonNode value, FieldPath path) {
        String word = value.isValueNode() ? value.asText().strip().toLowerCase(Locale.ROOT) : "";
        return TRUE_WORDS.contains(word) || FALSE_WORDS.contains(word)
                ? BooleanNode.valueOf(TRUE_WORDS.contains(word))
                : refused("true or false", value, path);
    }

    private static JsonNode number(JsonNode sent, FieldPath path) {
        if (sent.isTextual() && PlainText.isBlank(sent.textValue())) {
            return NullNode.getInstance();
        }
        JsonNode value = numeric(sent);
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return LongNode.valueOf(value.longValue());
        }
        return value.isNumber() && Double.isFinite(value.doubleValue())
                ? DoubleNode.valueOf(value.doubleValue())
                : refused("a finite number", sent, path);
    }

    /** The number that a text holds; anything else as it is. */
    private static JsonNode numeric(JsonNode value) {
        String text = value.isTextual() ? value.textValue().strip() : "";
        if (text.isEmpty() || text.length() > LONGEST_NUMBER) {
            return value;
        }
        try {
            BigDecimal number = new BigDecimal(text);
            boolean whole =
                    number.stripTrailingZeros().scale() <= 0 && number.abs().compareTo(LARGEST_WHOLE) < 0;
            return whole ? LongNode.valueOf(number.longValue()) : DoubleNode.valueOf(number.doubleValue());
        } catch (NumberFormatException e) {
            return value;
        }
    }

    private static JsonNode textOf(String text) {
        return TextNode.valueOf(PlainText.clean(text));
    }

    private static JsonNode refused(String expected, JsonNode value, FieldPath path) {
        throw path.refuse(expected, value);
    }
}
