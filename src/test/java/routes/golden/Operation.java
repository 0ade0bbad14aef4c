package routes.golden;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import routes.http.Contract;

/**
 * An operation of the contract.
 *
 * @param queries names of the parameters in the query, each with a value that it cannot have; without those of any text
 * @param contents types of body that it takes
 */
record Operation(
        String id,
        String area,
        String method,
        String path,
        boolean open,
        Map<String, String> queries,
        List<String> contents) {
    /** All of them, in the order of the contract. */
    static List<Operation> all() {
        Map<?, ?> contract = read();
        List<Operation> all = new ArrayList<>();
        map(contract.get("paths")).forEach((path, methods) -> map(methods)
                .forEach((method, described) ->
                        all.add(of(contract, String.valueOf(path), String.valueOf(method), map(described)))));
        return all;
    }

    private static Operation of(Map<?, ?> contract, String path, String method, Map<?, ?> described) {
        return new Operation(
                String.valueOf(described.get("operationId")),
                String.valueOf(list(described.get("tags")).get(0)).replace(' ', '-'),
                method.toUpperCase(Locale.ROOT),
                path,
                described.get("security") instanceof List<?> ways && ways.isEmpty(),
                queries(contract, described),
                described.get("requestBody") instanceof Map<?, ?> body
                        ? map(resolved(contract, body).get("content")).keySet().stream()
                                .map(String::valueOf)
                                .toList()
                        : List.of());
    }

    private static Map<String, String> queries(Map<?, ?> contract, Map<?, ?> described) {
        Map<String, String> queries = new LinkedHashMap<>();
        for (Object one : described.get("parameters") instanceof List<?> all ? all : List.of()) {
            Map<?, ?> parameter = resolved(contract, map(one));
            if ("query".equals(parameter.get("in")) && isBounded(resolved(contract, map(parameter.get("schema"))))) {
                queries.put(String.valueOf(parameter.get("name")), "unusable");
            }
        }
        return queries;
    }

    private static boolean isBounded(Map<?, ?> schema) {
        Map<?, ?> item = schema.get("items") instanceof Map<?, ?> items ? items : schema;
        return !"string".equals(item.get("type"))
                || Stream.of("enum", "format", "pattern").anyMatch(item::containsKey);
    }

    private static Map<?, ?> resolved(Map<?, ?> contract, Map<?, ?> node) {
        if (!(node.get("$ref") instanceof String reference)) {
            return node;
        }
        Map<?, ?> found = contract;
        for (String step : reference.substring("#/".length()).split("/")) {
            found = map(found.get(step));
        }
        return found;
    }

    boolean takesJson() {
        return contents.contains("application/json");
    }

    boolean matches(String requestedMethod, String target) {
        String pattern = Stream.of(path.split("/"))
                .map(step -> step.startsWith("{") ? "[^/]+" : Pattern.quote(step))
                .collect(Collectors.joining("/"));
        return method.equals(requestedMethod)
                && target.replaceFirst("\\?.*", "").matches(pattern + "/?");
    }

    /** As it is served. */
    private static Map<?, ?> read() {
        String served = new String(Contract.shipped().yaml(), StandardCharsets.UTF_8);
        return map(new Load(LoadSettings.builder().build()).loadFromString(served));
    }

    private static Map<?, ?> map(Object node) {
        return (Map<?, ?>) node;
    }

    private static List<?> list(Object node) {
        return (List<?>) node;
    }
}
