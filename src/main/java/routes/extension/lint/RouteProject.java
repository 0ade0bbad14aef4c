package routes.extension.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All route files of an application, with the settings and beans that they may name. */
public record RouteProject(List<RouteFile> files, DeclaredSettings settings, BeanDirectory beans) {

    /** @param folder whose {@code *.yaml} files are the routes */
    public static RouteProject of(Path folder, DeclaredSettings settings, BeanDirectory beans) {
        try (Stream<Path> found = Files.list(folder)) {
            return new RouteProject(
                    found.filter(file -> file.toString().matches(".*\\.ya?ml"))
                            .sorted()
                            .map(RouteFile::read)
                            .toList(),
                    settings,
                    beans);
        } catch (IOException e) {
            throw new UncheckedIOException("listing the routes of " + folder, e);
        }
    }

    /** Every route that will run; an instance of a template that does not exist is left out. */
    Stream<PlannedRoute> routes() {
        return files.stream()
                .flatMap(file -> Stream.concat(
                        file.entries("route")
                                .map(route -> new PlannedRoute(
                                        file, route.path("id").asText(), route, JsonNodeFactory.instance.arrayNode())),
                        file.entries("templatedRoute")
                                .flatMap(instance ->
                                        template(instance)
                                                .map(template -> planned(file, instance, template))
                                                .stream())));
    }

    Optional<JsonNode> template(JsonNode instance) {
        String wanted = instance.path("routeTemplateRef").asText();
        return files.stream()
                .flatMap(file -> file.entries("routeTemplate"))
                .filter(template -> template.path("id").asText().equals(wanted))
                .findFirst();
    }

    Set<String> configurations() {
        return files.stream()
                .flatMap(file -> file.entries("routeConfiguration"))
                .map(found -> found.path("id").asText())
                .collect(Collectors.toSet());
    }

    private static PlannedRoute planned(RouteFile file, JsonNode instance, JsonNode template) {
        Map<String, String> values = new HashMap<>();
        template.path("beans")
                .forEach(bean ->
                        values.put(bean.path("name").asText(), bean.path("name").asText()));
        template.path("parameters").forEach(parameter -> {
            if (parameter.has("defaultValue")) {
                values.put(
                        parameter.path("name").asText(),
                        parameter.path("defaultValue").asText());
            }
        });
        instance.path("parameters")
                .forEach(given -> values.put(
                        given.path("name").asText(), given.path("value").asText()));
        return new PlannedRoute(
                file,
                instance.path("routeId").asText(),
                filled(template.path("route"), values),
                filled(template.path("beans"), values));
    }

    private static JsonNode filled(JsonNode node, Map<String, String> values) {
        if (node.isTextual()) {
            return TextNode.valueOf(filled(node.asText(), values));
        }
        if (node.isArray()) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> list.add(filled(element, values)));
            return list;
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode map = JsonNodeFactory.instance.objectNode();
        node.properties().forEach(field -> {
            JsonNode value = filled(field.getValue(), values);
            if (!value.asText().startsWith("{{?")) {
                map.set(field.getKey(), value);
            }
        });
        return map;
    }

    private static String filled(String text, Map<String, String> values) {
        String result = text;
        for (Map.Entry<String, String> value : values.entrySet()) {
            result = result.replace("{{" + value.getKey() + "}}", value.getValue())
                    .replace("{{?" + value.getKey() + "}}", value.getValue());
        }
        return result;
    }
}
