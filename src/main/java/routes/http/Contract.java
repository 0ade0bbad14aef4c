package routes.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import routes.common.json.Json;

/**
 * The names that operations take, as the contract has them: parameters of the query, and fields of a JSON body at every depth.
 * A schema that leaves its fields open takes any. Operations of our own are marked {@code x-own} there; the others are VeAIOps'
 * , whose callers send more than they need.
 */
public final class Contract {
    public static final String FILE = "/openapi/openapi.yaml";
    private static final int DEEPEST = 20;

    private final JsonNode document;
    private final Map<String, Operation> operations = new HashMap<>();

    /** @param body the schema of a JSON body; null when any will do */
    private record Operation(boolean own, Set<String> parameters, @Nullable JsonNode body) {}

    /**
     * What a request has and its operation does not know.
     *
     * @param own whether it asks for a path of our own
     */
    record Unknown(boolean own, List<String> parameters, List<String> fields) {
        static final Unknown NOTHING = new Unknown(false, List.of(), List.of());
    }

    /** @param document a contract in OpenAPI 3 */
    Contract(JsonNode document) {
        this.document = document;
        document.path("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(method -> operations.put(
                        method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), operation(method.getValue()))));
    }

    /** That of the application, read when it is asked for first. */
    public static Contract shipped() {
        return Shipped.CONTRACT;
    }

    private static final class Shipped {
        private static final Contract CONTRACT = read();
    }

    private static Contract read() {
        try (InputStream file = Contract.class.getResourceAsStream(FILE)) {
            return new Contract(Json.mapper()
                    .valueToTree(new Load(LoadSettings.builder()
                                    .setMaxAliasesForCollections(0)
                                    .build())
                            .loadFromInputStream(file)));
        } catch (IOException e) {
            throw new IllegalStateException("the contract cannot be read", e);
        }
    }

    private Operation operation(JsonNode described) {
        Set<String> parameters = new HashSet<>();
        described.path("parameters").forEach(one -> {
            JsonNode parameter = resolved(one);
            if ("query".equals(parameter.path("in").asText())) {
                parameters.add(parameter.path("name").asText());
            }
        });
        JsonNode body = described.at("/requestBody/content/application~1json/schema");
        return new Operation(described.path("x-own").asBoolean(), parameters, body.isMissingNode() ? null : body);
    }

    /** @param path the path as its route has it, with parameters in braces */
    Unknown unknown(ApiRequest request, String path) {
        Operation operation = operations.get(request.method() + " " + path);
        if (operation == null) {
            return Unknown.NOTHING;
        }
        List<String> parameters = request.query().keySet().stream()
                .filter(name -> !operation.parameters().contains(name)
                        && !operation.parameters().contains(name.replace("[]", "")))
                .sorted()
                .toList();
        List<String> fields = new ArrayList<>();
        if (operation.body() != null && request.body().length > 0 && hasJson(request)) {
            collect(read(request.body()), operation.body(), "", fields);
        }
        return new Unknown(operation.own(), parameters, fields);
    }

    private static boolean hasJson(ApiRequest request) {
        return request.contentType().isEmpty() || request.contentType().endsWith("json");
    }

    /** What cannot be read is refused by the operation, which says where. */
    private static JsonNode read(byte[] body) {
        try {
            return Json.mapper().readTree(body);
        } catch (IOException e) {
            return Json.mapper().missingNode();
        }
    }

    private void collect(JsonNode value, JsonNode schema, String path, List<String> unknown) {
        if (value.isArray()) {
            JsonNode items = resolved(schema).get("items");
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
        JsonNode here = resolved(schema);
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

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? resolved(document.at(node.get("$ref").asText().substring(1))) : node;
    }
}
