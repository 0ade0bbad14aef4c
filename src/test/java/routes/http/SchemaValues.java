package routes.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Values at the bounds of a schema, and just beyond them. */
final class SchemaValues {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String ID = "^[0-9a-fA-F]{24}$";

    private final JsonNode document;

    /**
     * One value.
     *
     * @param field that is wrong; empty when nothing is, or when the whole is
     * @param good whether the schema takes it
     */
    record Case(String field, boolean good, JsonNode value) {
        @Override
        public String toString() {
            String text = value.toString();
            return (good ? "good " : "wrong ") + field + " " + text.substring(0, Math.min(text.length(), 120));
        }
    }

    SchemaValues(JsonNode document) {
        this.document = document;
    }

    List<Case> cases(JsonNode schema) {
        List<Case> cases = new ArrayList<>();
        cases.add(new Case("", true, valid(schema)));
        add(cases, schema, "", UnaryOperator.identity());
        return cases;
    }

    /** One that the schema takes, with all of its fields. */
    JsonNode valid(JsonNode given) {
        ObjectNode schema = flat(given);
        if (schema.has("enum")) {
            return schema.path("enum").get(0);
        }
        return switch (schema.path("type").asText()) {
            case "integer", "number" -> NODES.numberNode(schema.path("minimum").asInt(1));
            case "boolean" -> NODES.booleanNode(true);
            case "array" -> list(schema, Math.max(1, schema.path("minItems").asInt(1)));
            case "object" -> {
                ObjectNode object = NODES.objectNode();
                schema.path("properties")
                        .properties()
                        .forEach(field -> object.set(field.getKey(), valid(field.getValue())));
                yield object;
            }
            default -> text(schema, Math.max(1, schema.path("minLength").asInt(1)));
        };
    }

    private void add(List<Case> cases, JsonNode given, String field, UnaryOperator<JsonNode> place) {
        ObjectNode schema = flat(given);
        own(schema, field, place).forEach(cases::add);
        if (schema.path("type").asText().equals("array")) {
            add(cases, schema.path("items"), field + "[0]", element -> {
                ArrayNode list = (ArrayNode) valid(schema);
                list.set(0, element);
                return place.apply(list);
            });
        }
        schema.path("properties")
                .properties()
                .forEach(property -> add(
                        cases,
                        property.getValue(),
                        field.isEmpty() ? property.getKey() : field + "." + property.getKey(),
                        value -> place.apply(((ObjectNode) valid(schema)).set(property.getKey(), value))));
        schema.path("required").forEach(name -> {
            ObjectNode without = (ObjectNode) valid(schema);
            without.remove(name.asText());
            cases.add(new Case((field.isEmpty() ? "" : field + ".") + name.asText(), false, place.apply(without)));
        });
    }

    private Stream<Case> own(ObjectNode schema, String field, UnaryOperator<JsonNode> place) {
        Stream<JsonNode> good = Stream.of();
        Stream<JsonNode> wrong = Stream.of();
        switch (schema.path("type").asText()) {
            case "string" -> {
                good = goodTexts(schema);
                wrong = Stream.concat(Stream.of(NODES.numberNode(7)), wrongTexts(schema));
            }
            case "integer", "number" -> {
                good = Stream.of("minimum", "maximum").filter(schema::has).map(schema::get);
                wrong = Stream.concat(Stream.of(NODES.textNode("x")), beyond(schema));
            }
            case "boolean" -> wrong = Stream.of(NODES.textNode("x"));
            case "array" -> {
                good = Stream.of("minItems", "maxItems")
                        .filter(schema::has)
                        .map(bound -> list(schema, schema.path(bound).asInt()));
                wrong = Stream.concat(Stream.of(NODES.textNode("x")), wrongLists(schema));
            }
            case "object" -> wrong = Stream.of(NODES.textNode("x"));
            default -> {}
        }
        return Stream.concat(
                good.map(value -> new Case("", true, place.apply(value))),
                wrong.map(value -> new Case(field, false, place.apply(value))));
    }

    private Stream<JsonNode> goodTexts(ObjectNode schema) {
        if (schema.has("enum")) {
            return IntStream.range(0, schema.path("enum").size())
                    .mapToObj(index -> schema.path("enum").get(index));
        }
        return Stream.of("minLength", "maxLength")
                .filter(schema::has)
                .map(bound -> text(schema, schema.path(bound).asInt()));
    }

    private static Stream<JsonNode> wrongTexts(ObjectNode schema) {
        List<JsonNode> wrong = new ArrayList<>();
        if (schema.has("enum") || schema.path("pattern").asText().startsWith("^[")) {
            wrong.add(NODES.textNode("no such"));
        }
        if (schema.path("pattern").asText().contains("\\S")
                || schema.path("pattern").asText().contains("\\s")) {
            wrong.add(NODES.textNode(
                    " ".repeat(Math.max(1, schema.path("minLength").asInt()))));
        }
        if (schema.path("minLength").asInt() > 0) {
            wrong.add(NODES.textNode("a".repeat(schema.path("minLength").asInt() - 1)));
        }
        if (schema.has("maxLength")) {
            wrong.add(NODES.textNode("a".repeat(schema.path("maxLength").asInt() + 1)));
        }
        return wrong.stream();
    }

    private static Stream<JsonNode> beyond(ObjectNode schema) {
        return Stream.concat(
                Stream.of("minimum").filter(schema::has).map(bound ->
                        (JsonNode) NODES.numberNode(schema.path(bound).asLong() - 1)),
                Stream.of("maximum")
                        .filter(schema::has)
                        .map(bound -> NODES.numberNode(schema.path(bound).asLong() + 1)));
    }

    private Stream<JsonNode> wrongLists(ObjectNode schema) {
        return Stream.concat(
                Stream.of("minItems")
                        .filter(schema::has)
                        .map(bound -> list(schema, schema.path(bound).asInt() - 1)),
                Stream.of("maxItems")
                        .filter(schema::has)
                        .map(bound -> list(schema, schema.path(bound).asInt() + 1)));
    }

    private ArrayNode list(ObjectNode schema, int size) {
        ArrayNode list = NODES.arrayNode();
        IntStream.range(0, size).forEach(index -> list.add(valid(schema.path("items"))));
        return list;
    }

    private static JsonNode text(ObjectNode schema, int length) {
        String pattern = schema.path("pattern").asText();
        if (pattern.equals(ID)) {
            return NODES.textNode("0123456789abcdef01234567");
        }
        if (pattern.startsWith("^[1-9]")) {
            return NODES.textNode("60s");
        }
        return NODES.textNode(pattern.contains("{3}") ? "MON" : "a".repeat(length));
    }

    /** The schema with what it refers to and what it is made of. */
    private ObjectNode flat(JsonNode given) {
        JsonNode schema =
                given.has("$ref") ? document.at(given.path("$ref").asText().substring(1)) : given;
        if (schema.has("$ref")) {
            return flat(schema);
        }
        ObjectNode flat = schema.isObject() ? schema.deepCopy() : NODES.objectNode();
        schema.path("allOf").forEach(part -> {
            ObjectNode one = flat(part);
            flat.set("type", one.path("type"));
            flat.withObject("/properties").setAll(one.withObject("/properties"));
            flat.withArray("required").addAll(one.withArray("required"));
        });
        return flat;
    }
}
