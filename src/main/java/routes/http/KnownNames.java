package routes.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Which fields of a body its schema does not have, at every depth. A schema that leaves its fields open takes any. */
record KnownNames(UnaryOperator<JsonNode> resolved) {
    private static final int DEEPEST = 20;

    List<String> unknown(JsonNode schema, JsonNode body) {
        List<String> unknown = new ArrayList<>();
        collect(body, schema, "", unknown);
        return unknown;
    }

    private void collect(JsonNode value, JsonNode schema, String path, List<String> unknown) {
        if (value.isArray()) {
            JsonNode items = resolved.apply(schema).get("items");
            for (int index = 0; items != null && index < value.size(); index++) {
                collect(value.get(index), items, path + "[" + index + "]", unknown);
            }
        } else if (value.isObject()) {
            Map<String, JsonNode> known = merged(schema, 0);
            if (!known.isEmpty()) {
                value.properties().forEach(field -> {
                    String name = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
                    if (known.containsKey(field.getKey())) {
                        collect(field.getValue(), known.get(field.getKey()), name, unknown);
                    } else {
                        unknown.add(name);
                    }
                });
            }
        }
    }
    /** The fields of an object by name; empty when the schema leaves them open. */
    private Map<String, JsonNode> merged(JsonNode schema, int depth) {
        JsonNode here = resolved.apply(schema);
        boolean open = here.has("oneOf")
                || here.has("anyOf")
                || here.path("additionalProperties").asBoolean(false);
        if (depth > DEEPEST || open || here.path("additionalProperties").isObject()) {
            return Map.of();
        }
        Map<String, JsonNode> fields = new HashMap<>();
        here.path("properties").properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        for (JsonNode part : here.path("allOf")) {
            Map<String, JsonNode> more = merged(part, depth + 1);
            if (more.isEmpty()) {
                return Map.of();
            }
            fields.putAll(more);
        }
        return fields;
    }
}
