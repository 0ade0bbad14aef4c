package routes.alarm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import routes.common.error.RefusedRequest;

/**
 * The fields that a JSON object may and must have. Reading gives a copy with the known fields only, in the order of the
 * shape, or refuses the request and names the field.
 */
public final class Shape implements FieldKind {
    private static final Shape EMPTY = new Shape(List.of());

    private final List<Field> fields;

    /** What a field that was not sent becomes: nothing at all for a Java null. */
    private record Field(String name, String alias, FieldKind kind, boolean required, @Nullable JsonNode absent) {}

    private Shape(List<Field> fields) {
        this.fields = fields;
    }

    /** A shape without fields, to add to. */
    public static Shape object() {
        return EMPTY;
    }

    public Shape required(String name, FieldKind kind) {
        return and(new Field(name, name, kind, true, null));
    }

    /** Adds a field that reads as JSON null when it is not sent. */
    public Shape optional(String name, FieldKind kind) {
        return and(new Field(name, name, kind, false, NullNode.getInstance()));
    }

    /** As {@link #optional(String, FieldKind)}, with a second spelling that some senders use. */
    public Shape optional(String name, String alias, FieldKind kind) {
        return and(new Field(name, alias, kind, false, NullNode.getInstance()));
    }

    public Shape defaulted(String name, FieldKind kind, JsonNode value) {
        return and(new Field(name, name, kind, false, value));
    }

    /** Adds a field that is kept when it is sent and leaves no trace when it is not. */
    public Shape whenSent(String name, FieldKind kind) {
        return and(new Field(name, name, kind, false, null));
    }

    /** Reads the root of a body. */
    public ObjectNode read(JsonNode body) {
        return read(body, FieldPath.ROOT);
    }

    @Override
    public ObjectNode read(JsonNode value, FieldPath path) {
        if (!value.isObject()) {
            throw path.refuse("an object", value);
        }
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        for (Field field : fields) {
            JsonNode read = read(field, value, path);
            if (read != null) {
                copy.set(field.name(), read);
            }
        }
        return copy;
    }

    private static @Nullable JsonNode read(Field field, JsonNode from, FieldPath path) {
        JsonNode value = from.get(field.name());
        if (value == null && !field.alias().equals(field.name())) {
            value = from.get(field.alias());
        }
        if (value != null && !value.isNull()) {
            return field.kind().read(value, path.field(field.name()));
        }
        if (field.required()) {
            String missing = path.field(field.name()).toString();
            throw RefusedRequest.invalid(missing, missing + " is required");
        }
        return field.absent();
    }

    private Shape and(Field field) {
        return new Shape(Stream.concat(fields.stream(), Stream.of(field)).toList());
    }
}
