package routes.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import routes.common.json.Json;

/**
 * What the HTTP API takes and answers, by the files of the contract: its operations, and the names that each takes - parameters
 * of the query, and fields of a JSON body at every depth. A schema that leaves its fields open takes any. Operations of our own
 * are marked {@code x-own}; the others are VeAIOps', whose callers send more than they need.
 */
public final class Contract {
    private static final String SHIPPED = "/openapi";
    private static final int DEEPEST = 20;
    private static final int WIDTH = 120;

    private final JsonNode document;
    private final List<ApiOperation> operations = new ArrayList<>();

    /**
     * What a request has and its operation does not know.
     *
     * @param own whether it asks for an operation of our own
     */
    record Unknown(boolean own, List<String> parameters, List<String> fields) {}

    private Contract(JsonNode document) {
        this.document = document;
        document.path("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(method -> add(method.getKey(), path.getKey(), (ObjectNode) method.getValue())));
    }

    /** @param folder on the class path that holds {@code openapi.yaml} */
    public static Contract of(String folder) {
        return new Contract(ContractFiles.joined(folder));
    }

    /** That of the application, read when it is asked for first. */
    public static Contract shipped() {
        return Shipped.CONTRACT;
    }

    private static final class Shipped {
        private static final Contract CONTRACT = of(SHIPPED);
    }

    /** Every operation that names a bean; the others have routes of their own. */
    public List<ApiOperation> operations() {
        return List.copyOf(operations);
    }

    /** The whole as one OpenAPI document. */
    public JsonNode document() {
        return document.deepCopy();
    }

    /** The whole as it is served. */
    public byte[] yaml() {
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setWidth(WIDTH)
                .build();
        return new Dump(settings)
                .dumpToString(Json.mapper().convertValue(document, Object.class))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Which bean does an operation concerns nobody outside. */
    private void add(String method, String path, ObjectNode described) {
        JsonNode named = described.remove("x-bean");
        if (named == null) {
            return;
        }
        String[] bean = named.asText().split("\\.");
        JsonNode security = described.has("security") ? described.path("security") : document.path("security");
        JsonNode body = described.path("requestBody");
        JsonNode json = body.at("/content/application~1json/schema");
        operations.add(new ApiOperation(
                described.path("operationId").asText(),
                method.toUpperCase(Locale.ROOT),
                path,
                bean[0],
                bean[1],
                asksForType(body) ? names(body.path("content")) : Set.of(),
                security.path(0).has("managerToken"),
                described.path("x-own").asBoolean(),
                query(described.path("parameters")),
                json.isMissingNode() ? null : json));
    }

    /** Whether a request without one of the content types is refused. */
    static boolean asksForType(JsonNode body) {
        return body.path("required").asBoolean() && !body.path("content").has("*/*");
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new LinkedHashSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private Set<String> query(JsonNode parameters) {
        Set<String> names = new HashSet<>();
        parameters.forEach(one -> {
            JsonNode parameter = resolved(one);
            if ("query".equals(parameter.path("in").asText())) {
                names.add(parameter.path("name").asText());
            }
        });
        return names;
    }

    Unknown unknown(ApiRequest request, ApiOperation operation) {
        List<String> parameters = request.query().keySet().stream()
                .filter(name ->
                        !operation.query().contains(name) && !operation.query().contains(name.replace("[]", "")))
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
