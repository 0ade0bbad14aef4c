package routes.alarm;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import routes.common.error.RefusedRequest;

/** Where in a body a value stands, such as {@code Resources[0].Id}; written out only when something is wrong. */
public record FieldPath(@Nullable FieldPath parent, String name, int index) {
    /** The body itself. */
    public static final FieldPath ROOT = new FieldPath(null, "", -1);

    public FieldPath field(String field) {
        return new FieldPath(this, field, -1);
    }

    public FieldPath item(int position) {
        return new FieldPath(this, "", position);
    }

    /** The refusal of a value of the wrong type; names the types and never the value. */
    public RefusedRequest refuse(String expected, JsonNode actual) {
        String path = toString();
        return RefusedRequest.invalid(path, path + " must be " + expected + ", not " + typeOf(actual));
    }

    /** The refusal of a value that has the right type and is out of its range. */
    public RefusedRequest refuse(String expected) {
        String path = toString();
        return RefusedRequest.invalid(path, path + " must be " + expected);
    }

    @Override
    public String toString() {
        if (parent == null) {
            return "body";
        }
        String before = parent.parent() == null && index < 0 ? "" : parent.toString();
        if (index >= 0) {
            return before + "[" + index + "]";
        }
        return before.isEmpty() ? name : before + "." + name;
    }

    private static String typeOf(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> "text";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case ARRAY -> "a list";
            case OBJECT -> "an object";
            default -> "null";
        };
    }
}
