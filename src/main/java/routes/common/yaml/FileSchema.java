package routes.common.yaml;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.TreeSet;

/** Makes JSON Schemas of the keys and words that the readers of files take: an editor then knows what the hub knows. */
public final class FileSchema {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private FileSchema() {}

    /** A whole file. @param title what it is */
    public static ObjectNode file(String title, Collection<String> keys, Collection<String> required) {
        ObjectNode schema = NODES.objectNode();
        schema.put("$schema", "http://json-schema.org/draft-07/schema#").put("title", title);
        return schema.setAll(object(keys, required));
    }

    /** A mapping with these keys and no others; what they hold is left open. */
    public static ObjectNode object(Collection<String> keys, Collection<String> required) {
        ObjectNode schema = NODES.objectNode().put("type", "object").put("additionalProperties", false);
        ObjectNode properties = schema.putObject("properties");
        new TreeSet<>(keys).forEach(properties::putObject);
        if (!required.isEmpty()) {
            new TreeSet<>(required).forEach(schema.putArray("required")::add);
        }
        return schema;
    }

    /** One of these words. */
    public static ObjectNode words(Collection<String> words) {
        ObjectNode schema = NODES.objectNode();
        new TreeSet<>(words).forEach(schema.putArray("enum")::add);
        return schema;
    }

    /** A list of these, or one that stands in its place. */
    public static ObjectNode oneOrMore(ObjectNode element) {
        ObjectNode schema = NODES.objectNode();
        schema.putArray("anyOf")
                .add(element)
                .add(NODES.objectNode().put("type", "array").set("items", element.deepCopy()));
        return schema;
    }

    /** Says what a key of a mapping holds. */
    public static void put(ObjectNode object, String key, ObjectNode schema) {
        ((ObjectNode) object.path("properties")).set(key, schema);
    }
}
