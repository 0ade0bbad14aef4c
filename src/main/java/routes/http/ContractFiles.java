package routes.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import routes.common.json.Json;

/**
 * Joins the files of a contract to one OpenAPI document: a base with what all operations share, and one file for each area. What
 * the base and an area say once is put into every operation that it concerns; the base says what that is.
 */
final class ContractFiles {
    private static final String ERROR = "#/components/schemas/Error";
    private static final String ENVELOPE = "#/components/schemas/Envelope";
    private static final String LIST = "#/components/schemas/ListEnvelope";

    private final ObjectNode whole;
    private final JsonNode answers;

    private ContractFiles(ObjectNode base) {
        this.whole = base;
        this.answers = base.remove("x-answers");
    }

    /** @param folder on the class path that holds {@code openapi.yaml} */
    static JsonNode joined(String folder) {
        ObjectNode base = read(folder + "/openapi.yaml");
        JsonNode areas = base.remove("x-areas");
        ContractFiles files = new ContractFiles(base);
        areas.forEach(area -> files.add(read(folder + "/" + area.asText() + ".yaml")));
        files.errors();
        return base;
    }

    private static ObjectNode read(String file) {
        try (InputStream yaml = ContractFiles.class.getResourceAsStream(file)) {
            if (yaml == null) {
                throw new IllegalStateException("the application has no " + file);
            }
            return Json.mapper()
                    .valueToTree(new Load(LoadSettings.builder()
                                    .setLabel(file)
                                    .setMaxAliasesForCollections(0)
                                    .build())
                            .loadFromInputStream(yaml));
        } catch (IOException e) {
            throw new IllegalStateException(file + " cannot be read", e);
        }
    }

    private void add(ObjectNode area) {
        JsonNode tag = area.path("tag");
        whole.withArray("tags").addObject().set("name", tag);
        area.path("paths").properties().forEach(path -> {
            path.getValue().forEach(operation -> complete((ObjectNode) operation, path.getKey(), area));
            put(whole.withObject("/paths"), path.getKey(), path.getValue());
        });
        area.path("components").properties().forEach(kind -> kind.getValue()
                .properties()
                .forEach(
                        part -> put(whole.withObject("/components/" + kind.getKey()), part.getKey(), part.getValue())));
    }

    private static void put(ObjectNode object, String name, JsonNode value) {
        if (object.has(name)) {
            throw new IllegalStateException("the contract has " + name + " twice");
        }
        object.set(name, value);
    }

    private void complete(ObjectNode operation, String path, JsonNode area) {
        operation.putArray("tags").add(area.path("tag"));
        ObjectNode responses = operation.withObject("/responses");
        addAbsent(responses, area.path("responses"));
        kinds(operation, path).forEach(kind -> addAbsent(responses, answers.path(kind)));
        responses
                .properties()
                .forEach(response -> complete((ObjectNode) response.getValue(), isError(response.getKey())));
    }

    /** The kinds of operations that it is one of, as the base names them. */
    private static Set<String> kinds(JsonNode operation, String path) {
        Set<String> kinds = new LinkedHashSet<>();
        JsonNode body = operation.path("requestBody");
        if (!operation.path("security").isArray() || !operation.path("security").isEmpty()) {
            kinds.add("secured");
        }
        if (body.isObject()) {
            kinds.add("body");
        }
        if (Contract.asksForType(body)) {
            kinds.add("required-body");
        }
        if (path.contains("{")) {
            kinds.add("path");
        }
        if (path.contains("{") || operation.path("parameters").size() > 0) {
            kinds.add("parameters");
        }
        return kinds;
    }

    private static void addAbsent(ObjectNode object, JsonNode more) {
        more.properties().forEach(field -> {
            if (!object.has(field.getKey())) {
                object.set(field.getKey(), field.getValue().deepCopy());
            }
        });
    }

    private static boolean isError(String status) {
        return status.compareTo("400") >= 0;
    }

    private void errors() {
        whole.at("/components/responses").forEach(response -> complete((ObjectNode) response, true));
    }

    private static void complete(ObjectNode response, boolean error) {
        if (response.has("$ref")) {
            return;
        }
        @Nullable JsonNode data = response.remove("x-data");
        @Nullable JsonNode items = response.remove("x-list");
        if (!response.has("content")) {
            ObjectNode media = response.putObject("content").putObject(ApiAnswer.JSON);
            if (error || data == null && items == null) {
                media.putObject("schema").put("$ref", error ? ERROR : ENVELOPE);
            } else {
                media.set("schema", enveloped(data, items));
            }
        }
        response.withObject("/headers").putObject("x-request-id").put("$ref", "#/components/headers/RequestId");
    }

    private static ObjectNode enveloped(@Nullable JsonNode data, @Nullable JsonNode items) {
        ObjectNode schema = Json.mapper().createObjectNode();
        ArrayNode both = schema.putArray("allOf");
        both.addObject().put("$ref", data == null ? LIST : ENVELOPE);
        ObjectNode properties = both.addObject().put("type", "object").putObject("properties");
        if (data == null) {
            properties.putObject("data").put("type", "array").set("items", items);
        } else {
            properties.set("data", data);
        }
        return schema;
    }
}
