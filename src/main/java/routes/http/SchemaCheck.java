package routes.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.oas.OpenApi30;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Compares values with schemas of the contract and says what each wrong field must be. Formats are read by the operations: they
 * take more ways to write a time than RFC 3339 has.
 */
final class SchemaCheck {
    private static final String ID = "^[0-9a-fA-F]{24}$";
    private static final String NOT_BLANK = "\\S";
    private static final String ONE_LINE = "^\\P{Cc}*[^\\s\\p{Cc}]\\P{Cc}*$";

    /** That of OpenAPI 3.0, with the components that references lead to, and what marks fields for the audit. */
    private static final JsonMetaSchema META = JsonMetaSchema.builder(OpenApi30.getInstance())
            .keyword(new NonValidationKeyword("components"))
            .keyword(new NonValidationKeyword("x-personal"))
            .build();

    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(
            VersionFlag.V4, builder -> builder.metaSchema(META).defaultMetaSchemaIri(META.getIri()));

    private static final SchemaValidatorsConfig CONFIG = SchemaValidatorsConfig.builder()
            .formatAssertionsEnabled(false)
            .pathType(PathType.JSON_POINTER)
            .build();

    private final JsonNode components;
    private final Map<JsonNode, JsonSchema> compiled = new ConcurrentHashMap<>();

    /** @param field dotted path; empty for the value itself */
    record Fault(String field, String wanted) {}

    private SchemaCheck(JsonNode components) {
        this.components = components;
    }

    /**
     * Of requests, whose fields that are null count as absent.
     *
     * @param components what references of the schemas lead to
     */
    static SchemaCheck ofRequests(JsonNode components) {
        JsonNode strict = components.deepCopy();
        strict.findParents("nullable").forEach(schema -> ((ObjectNode) schema).remove("nullable"));
        return new SchemaCheck(strict);
    }

    /** Of answers, whose fields are null where the contract says so. */
    static SchemaCheck ofAnswers(JsonNode components) {
        return new SchemaCheck(components);
    }

    /** All that is wrong, in the order of the schema. */
    List<Fault> faults(JsonNode schema, JsonNode value) {
        Optional<Fault> endless = endless(value);
        if (endless.isPresent()) {
            return List.of(endless.get());
        }
        JsonSchema check = compiled.computeIfAbsent(schema, this::compile);
        return check.validate(value).stream()
                .map(found -> fault(check.getSchemaNode(), found))
                .distinct()
                .toList();
    }

    /** A number such as 1e999 is read as infinite, which no schema can compare. Without recursion: a body may be deep. */
    private static Optional<Fault> endless(JsonNode whole) {
        Deque<Map.Entry<String, JsonNode>> open = new ArrayDeque<>(List.of(Map.entry("", whole)));
        while (!open.isEmpty()) {
            String field = open.peek().getKey();
            JsonNode value = open.pop().getValue();
            if (value.isDouble() && !Double.isFinite(value.doubleValue())) {
                return Optional.of(new Fault(field, "must be a finite number"));
            }
            String before = field.isEmpty() ? "" : field + ".";
            value.properties().forEach(one -> open.push(Map.entry(before + one.getKey(), one.getValue())));
            for (int index = 0; value.isArray() && index < value.size(); index++) {
                open.push(Map.entry(field + "[" + index + "]", value.get(index)));
            }
        }
        return Optional.empty();
    }

    private JsonSchema compile(JsonNode schema) {
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        whole.putArray("allOf").add(schema);
        whole.set("components", components);
        return SCHEMAS.getSchema(whole, CONFIG);
    }

    private static Fault fault(JsonNode whole, ValidationMessage found) {
        String field = field(found.getInstanceLocation());
        if ("required".equals(found.getType())) {
            return new Fault((field.isEmpty() ? "" : field + ".") + found.getProperty(), "is required");
        }
        JsonNodePath keyword = found.getSchemaLocation().getFragment();
        return new Fault(field, "must be " + wanted(whole.at(keyword.getParent().toString())));
    }

    private static String field(JsonNodePath place) {
        StringBuilder field = new StringBuilder();
        for (int step = 0; step < place.getNameCount(); step++) {
            Object name = place.getElement(step);
            if (name instanceof Integer index) {
                field.append('[').append(index).append(']');
            } else {
                field.append(field.isEmpty() ? "" : ".").append(name);
            }
        }
        return field.toString();
    }

    /** What a value of the schema is, in words. */
    private static String wanted(JsonNode schema) {
        if (schema.has("enum")) {
            return "one of "
                    + StreamSupport.stream(schema.path("enum").spliterator(), false)
                            .map(JsonNode::asText)
                            .collect(Collectors.joining(", "));
        }
        return switch (schema.path("type").asText()) {
            case "string" -> text(schema);
            case "integer" -> "a whole number" + range(schema, "minimum", "maximum", "");
            case "number" -> "a number" + range(schema, "minimum", "maximum", "");
            case "boolean" -> "true or false";
            case "array" -> "a list" + range(schema, "minItems", "maxItems", " items");
            default -> "a JSON object" + range(schema, "minProperties", "maxProperties", " fields");
        };
    }

    private static String text(JsonNode schema) {
        String pattern = schema.path("pattern").asText();
        if (pattern.equals(ID)) {
            return "an id of 24 hex digits";
        }
        String text = "text" + range(schema, "minLength", "maxLength", " characters");
        if (pattern.equals(NOT_BLANK)) {
            return text + ", not only blanks";
        }
        if (pattern.equals(ONE_LINE)) {
            return text + ", not only blanks, no control characters";
        }
        return pattern.isEmpty() ? text : text + " that matches " + pattern;
    }

    private static String range(JsonNode schema, String least, String most, String of) {
        String from = schema.path(least).asText();
        String to = schema.path(most).asText();
        String within = of.isEmpty() ? " within " : " of ";
        if (!from.isEmpty() && !to.isEmpty()) {
            return within + from + " to " + to + of;
        }
        if (!from.isEmpty()) {
            return " of at least " + from + of;
        }
        return to.isEmpty() ? "" : " of at most " + to + of;
    }

    /** The same without the fields that are null: a caller that writes null for a field means that there is none. */
    static JsonNode withoutNulls(JsonNode value) {
        if (value.isArray()) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode(value.size());
            value.forEach(element -> list.add(withoutNulls(element)));
            return list;
        }
        if (!value.isObject()) {
            return value;
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        value.properties().stream()
                .filter(field -> !field.getValue().isNull())
                .forEach(field -> object.set(field.getKey(), withoutNulls(field.getValue())));
        return object;
    }
}
