package routes.extension.lint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Every bean and every method that a route names exists. */
final class BeanRule implements LintRule {
    private static final Set<String> BY_NAME = Set.of("bean", "process", "method");
    private static final Pattern REFERENCE = Pattern.compile("#bean:(\\w+)");

    @Override
    public Stream<LintFinding> findings(RouteProject project) {
        Stream<LintFinding> routes = project.routes().flatMap(route -> Stream.concat(
                        ofTree(project, route.route(), route.beans()), ofTree(project, route.beans(), route.beans()))
                .map(route::finding));
        Stream<LintFinding> configurations = project.files().stream().flatMap(file -> file.entries("routeConfiguration")
                .flatMap(found -> ofTree(project, found, found.path("beans"))
                        .map(text -> file.finding(found.path("id").asText(), text))));
        Stream<LintFinding> beans = project.files().stream().flatMap(file -> file.entries("beans")
                .flatMap(list -> ofTree(project, list, list).map(text -> file.finding("beans", text))));
        return Stream.of(routes, configurations, beans).flatMap(part -> part);
    }

    private static Stream<String> ofTree(RouteProject project, JsonNode tree, JsonNode local) {
        return YamlNode.all("", tree)
                .flatMap(node -> Stream.concat(
                        BY_NAME.contains(node.key()) && node.value().isObject()
                                ? ofCall(project, node, local)
                                : Stream.of(),
                        node.value().isTextual()
                                ? referred(project, node.value().asText(), local)
                                : Stream.of()));
    }

    private static Stream<String> ofCall(RouteProject project, YamlNode call, JsonNode local) {
        String name = call.text("ref");
        if (call.value().has("beanType")) {
            return ofType(call.text("beanType"), call.text("method"));
        }
        if (name.isEmpty()) {
            return Stream.of();
        }
        if (!known(project, name, local)) {
            return Stream.of(unknown(name));
        }
        String method = call.text("method").replaceAll("\\(.*", "");
        return project.beans().typeOf(name).stream()
                .filter(type -> !method.isEmpty() && !type.isInterface() && !BeanDirectory.hasMethod(type, method))
                .map(type -> "the bean " + name + " has no method " + method);
    }

    private static Stream<String> ofType(String type, String method) {
        return classNamed(type)
                .map(found -> method.isEmpty() || BeanDirectory.hasMethod(found, method)
                        ? Stream.<String>of()
                        : Stream.of(type + " has no method " + method))
                .orElseGet(() -> Stream.of("there is no class " + type));
    }

    private static Optional<Class<?>> classNamed(String name) {
        try {
            return Optional.of(Class.forName(name, false, BeanRule.class.getClassLoader()));
        } catch (ClassNotFoundException expected) {
            return Optional.empty();
        }
    }

    private static Stream<String> referred(RouteProject project, String text, JsonNode local) {
        return REFERENCE
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .filter(name -> !known(project, name, local))
                .map(BeanRule::unknown);
    }

    private static boolean known(RouteProject project, String name, JsonNode local) {
        return project.beans().typeOf(name).isPresent()
                || project.settings().beans().anyMatch(name::equals)
                || StreamSupport.stream(local.spliterator(), false)
                        .anyMatch(bean -> bean.path("name").asText().equals(name))
                || declared(project, name);
    }

    private static boolean declared(RouteProject project, String name) {
        return project.files().stream()
                .flatMap(file -> file.entries("beans"))
                .flatMap(list -> StreamSupport.stream(list.spliterator(), false))
                .anyMatch(bean -> bean.path("name").asText().equals(name));
    }

    private static String unknown(String name) {
        return "there is no bean " + name;
    }
}
