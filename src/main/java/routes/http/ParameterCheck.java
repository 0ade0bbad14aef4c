package routes.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routes.http.ApiOperation.Parameter;
import routes.http.SchemaCheck.Fault;

/** Compares the parameters of requests with the contract. Blank ones count as absent. */
record ParameterCheck(SchemaCheck schemas) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Names of the query that the operation does not have. */
    List<String> unknown(ApiRequest request, ApiOperation operation) {
        Set<String> known = operation.parameters().stream()
                .filter(parameter -> parameter.in().equals("query"))
                .map(Parameter::name)
                .collect(Collectors.toSet());
        return request.query().keySet().stream()
                .filter(name -> !known.contains(name) && !known.contains(name.replace("[]", "")))
                .sorted()
                .toList();
    }

    List<Fault> faults(ApiRequest request, ApiOperation operation) {
        return operation.parameters().stream()
                .flatMap(parameter -> faults(request, parameter))
                .toList();
    }

    private Stream<Fault> faults(ApiRequest request, Parameter parameter) {
        List<String> given =
                switch (parameter.in()) {
                    case "path" -> Stream.ofNullable(request.pathParameters().get(parameter.name()))
                            .toList();
                    case "query" -> request.queryAll(parameter.name());
                    default -> request.header(parameter.name()).map(String::strip).stream()
                            .toList();
                };
        if (given.isEmpty()) {
            return parameter.required() ? Stream.of(new Fault(parameter.name(), "is required")) : Stream.of();
        }
        return schemas.faults(parameter.schema(), value(given, parameter)).stream()
                .map(fault -> new Fault(parameter.name(), fault.wanted()))
                .distinct();
    }

    private static JsonNode value(List<String> given, Parameter parameter) {
        if (parameter.items().isMissingNode()) {
            return typed(given.get(0), parameter.schema());
        }
        ArrayNode all = NODES.arrayNode();
        given.forEach(text -> all.add(typed(text, parameter.items())));
        return all;
    }

    /** As the operations read it; a text that is not what the schema wants stays a text. */
    private static JsonNode typed(String text, JsonNode schema) {
        String word = text.strip();
        return switch (schema.path("type").asText()) {
            case "integer" -> word.matches("[+-]?\\d{1,18}")
                    ? NODES.numberNode(Long.parseLong(word))
                    : NODES.textNode(text);
            case "boolean" -> flag(word)
                    .map(flag -> (JsonNode) NODES.booleanNode(flag))
                    .orElse(NODES.textNode(text));
            default -> NODES.textNode(text);
        };
    }

    private static Optional<Boolean> flag(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> Optional.of(true);
            case "false", "0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
