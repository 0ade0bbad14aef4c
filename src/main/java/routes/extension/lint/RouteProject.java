package routes.extension.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
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

/**
 * All route files of an application, with the settings and beans that they may name.
 *
 * @param parts where components, languages and data formats are
 */
public record RouteProject(List<RouteFile> files, DeclaredSettings settings, BeanDirectory beans, ClassLoader parts) {

    /** With the parts of the application. */
    public RouteProject(List<RouteFile> files, DeclaredSettings settings, BeanDirectory beans) {
        this(files, settings, beans, RouteProject.class.getClassLoader());
    }

    /** @param folder whose {@code *.yaml} files are the routes */
    public static RouteProject of(Path folder, DeclaredSettings settings, BeanDirectory beans) {
        return new RouteProject(filesOf(folder), settings, beans);
    }

    /** The {@code *.yaml} files of a folder. */
    public static List<RouteFile> filesOf(Path folder) {
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(file -> file.toString().matches(".*\\.ya?ml"))
                    .sorted()
                    .map(RouteFile::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("listing the routes of " + folder, e);
        }
    }

    /** This one with other files: one of the same name takes the place of that which was there. */
    public RouteProject with(List<RouteFile> others, DeclaredSettings settings) {
        Set<String> names = others.stream().map(RouteFile::name).collect(Collectors.toSet());
        return new RouteProject(
                Stream.concat(files.stream().filter(file -> !names.contains(file.name())), others.stream())
                        .toList(),
                settings,
                beans,
                parts);
    }

    /** This one with the components, languages and data formats of plugins. */
    public RouteProject withParts(ClassLoader plugins) {
        return new RouteProject(files, settings, beans, plugins);
    }

    /** Whether Camel finds a part. @param kind component, language or dataformat */
    boolean has(String kind, String name) {
        return parts.getResource("META-INF/services/org/apache/camel/" + kind + "/" + name) != null;
    }

    /** Every route that will run; an instance of a template that does not exist is left out. */
    public Stream<PlannedRoute> routes() {
        return files.stream()
                .flatMap(file -> Stream.concat(
                        file.entries("route")
                                .map(route -> new PlannedRoute(
                                        file,
                                        route.path("id").asText(),
                                        route,
                                        JsonNodeFactory.instance.arrayNode(),
                                        MissingNode.getInstance())),
                        file.entries("templatedRoute")
                                .flatMap(instance ->
                                        template(instance)
                                                .map(template -> planned(file, instance, template))
                                                .stream())));
    }

    /** Every template, as a route whose parameters are their own names in angle brackets. */
    public Stream<PlannedRoute> templates() {
        return files.stream().flatMap(file -> file.entries("routeTemplate").map(template -> {
            ObjectNode instance = JsonNodeFactory.instance
                    .objectNode()
                    .put("routeTemplateRef", template.path("id").asText())
                    .put("routeId", template.path("id").asText())
                    .put("description", template.path("description").asText());
            ArrayNode values = instance.putArray("parameters");
            template.path("parameters").forEach(parameter -> values.addObject()
                    .put("name", parameter.path("name").asText())
                    .put("value", "<" + parameter.path("name").asText() + ">"));
            return planned(file, instance, template);
        }));
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
        PlannedRoute written = new PlannedRoute(
                file, instance.path("routeId").asText(), template.path("route"), template.path("beans"), instance);
        values.putAll(written.given());
        return new PlannedRoute(
                file, written.id(), filled(written.route(), values), filled(written.beans(), values), instance);
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
