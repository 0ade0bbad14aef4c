package routes.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import routes.account.Scope;
import routes.common.json.Json;
import routes.http.SchemaCheck.Fault;

/**
 * What the HTTP API takes and answers, by the files of the contract. Operations of our own are marked {@code x-own}; the others
 * are VeAIOps', whose callers send more than they need.
 */
public final class Contract {
    private static final String SHIPPED = "/openapi";
    private static final int WIDTH = 120;

    private final JsonNode document;
    private final List<ApiOperation> operations = new ArrayList<>();
    private final SchemaCheck schemas;
    private final ParameterCheck parameters;

    /**
     * What is to be said of a request.
     *
     * @param own whether it asks for an operation of our own
     * @param unknown names that its operation does not know
     * @param faults values that are not what the operation takes
     */
    record Findings(boolean own, List<String> unknown, List<Fault> faults) {}

    private Contract(JsonNode document) {
        this.document = document;
        this.schemas = SchemaCheck.ofRequests(document.path("components"));
        this.parameters = new ParameterCheck(schemas);
        document.path("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(method -> add(method.getKey(), path.getKey(), (ObjectNode) method.getValue())));
    }

    /** @param folder on the class path that holds {@code openapi.yaml} */
    public static Contract of(String folder) {
        return new Contract(ContractFiles.joined(folder));
    }

    /** That of the application, read at the first use. */
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

    /** Names of the fields that answers show once ({@code x-secret}). */
    public Set<String> secretNames() {
        Set<String> names = new LinkedHashSet<>();
        document.findValues("properties")
                .forEach(properties -> properties.properties().forEach(field -> {
                    if (field.getValue().path("x-secret").asBoolean()) {
                        names.add(field.getKey());
                    }
                }));
        return names;
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

    /** The name of the bean is not part of the served document. */
    private void add(String method, String path, ObjectNode described) {
        JsonNode named = described.remove("x-bean");
        if (named == null) {
            return;
        }
        String[] bean = named.asText().split("\\.");
        JsonNode body = described.path("requestBody");
        JsonNode json = body.at("/content/application~1json/schema");
        operations.add(new ApiOperation(
                described.path("operationId").asText(),
                method.toUpperCase(Locale.ROOT),
                path,
                bean[0],
                bean[1],
                asksForType(body) ? names(body.path("content")) : Set.of(),
                scope(described),
                described.path("x-own").asBoolean(),
                parameters(described.path("parameters")),
                json.isMissingNode() ? null : json));
    }

    /** @throws IllegalStateException naming the operation, when it names no scope or an unknown one */
    private static Scope scope(JsonNode described) {
        try {
            return Scope.named(described.path("x-scope").asText());
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "x-scope of operation " + described.path("operationId").asText() + ": " + e.getMessage(), e);
        }
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

    private List<ApiOperation.Parameter> parameters(JsonNode described) {
        List<ApiOperation.Parameter> parameters = new ArrayList<>();
        described.forEach(one -> {
            JsonNode parameter = resolved(one);
            JsonNode schema = resolved(parameter.path("schema"));
            parameters.add(new ApiOperation.Parameter(
                    parameter.path("name").asText(),
                    parameter.path("in").asText(),
                    parameter.path("required").asBoolean(),
                    schema,
                    resolved(schema.path("items"))));
        });
        return parameters;
    }

    /** Compares a request with what its operation takes. */
    Findings check(ApiRequest request, ApiOperation operation) {
        JsonNode body = operation.body() != null && hasJson(request) ? read(request.body()) : MissingNode.getInstance();
        List<String> unknown = new ArrayList<>(parameters.unknown(request, operation));
        List<Fault> faults = new ArrayList<>(parameters.faults(request, operation));
        if (operation.body() != null && !body.isMissingNode()) {
            unknown.addAll(new KnownNames(this::resolved).unknown(operation.body(), body));
            faults.addAll(schemas.faults(operation.body(), SchemaCheck.withoutNulls(body)));
        }
        return new Findings(operation.own(), unknown, faults);
    }

    /** The request with its values as the operation has them, where VeAIOps' callers may write them as text. */
    ApiRequest typed(ApiRequest request, ApiOperation operation) {
        JsonNode schema = operation.body();
        if (operation.own() || schema == null || !hasJson(request)) {
            return request;
        }
        JsonNode body = read(request.body());
        JsonNode typed = new LooseValues(this::resolved).typed(schema, body);
        return typed == body ? request : request.withBody(Json.bytes(typed));
    }

    private static boolean hasJson(ApiRequest request) {
        return request.body().length > 0
                && (request.contentType().isEmpty() || request.contentType().endsWith("json"));
    }

    /** What cannot be read is refused by the operation, which says where. */
    private static JsonNode read(byte[] body) {
        try {
            return Json.mapper().readTree(body);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? resolved(document.at(node.get("$ref").asText().substring(1))) : node;
    }
}
