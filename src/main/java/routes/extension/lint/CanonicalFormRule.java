package routes.extension.lint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The one shape that a designer writes and newer Camel versions ask for. */
final class CanonicalFormRule implements LintRule {
    private static final Set<String> TOP =
            Set.of("route", "routeTemplate", "templatedRoute", "routeConfiguration", "beans");
    private static final Set<String> LANGUAGES = Set.of(
            "constant",
            "csimple",
            "exchangeProperty",
            "groovy",
            "header",
            "java",
            "jq",
            "jsonpath",
            "language",
            "method",
            "simple",
            "tokenize",
            "variable",
            "xpath");
    private static final Set<String> WITH_EXPRESSION = Set.of(
            "delay",
            "dynamicRouter",
            "enrich",
            "filter",
            "idempotentConsumer",
            "loop",
            "pollEnrich",
            "recipientList",
            "routingSlip",
            "script",
            "setBody",
            "setHeader",
            "setProperty",
            "setVariable",
            "split",
            "transform",
            "validate");
    private static final Set<String> LISTS_OF_WHEN = Set.of("when");

    @Override
    public Stream<LintFinding> findings(RouteProject project) {
        return project.files().stream().flatMap(CanonicalFormRule::ofFile);
    }

    private static Stream<LintFinding> ofFile(RouteFile file) {
        return Stream.of(top(file), sources(file), steps(file), whens(file), endpoints(file))
                .flatMap(part -> part);
    }

    private static Stream<LintFinding> top(RouteFile file) {
        return StreamSupport.stream(file.entries().spliterator(), false)
                .flatMap(entry -> StreamSupport.stream(((Iterable<String>) entry::fieldNames).spliterator(), false))
                .filter(kind -> !TOP.contains(kind))
                .map(kind -> file.finding(
                        "/" + kind,
                        "on top stands one of route, routeTemplate, templatedRoute, " + "routeConfiguration, beans"));
    }

    private static Stream<LintFinding> sources(RouteFile file) {
        return YamlNode.all("", file.entries())
                .filter(node -> "route".equals(node.key()))
                .filter(node -> node.value().has("steps")
                        || !node.value().path("from").path("steps").isArray())
                .map(node -> file.finding(node.path(), "steps stand inside from"));
    }

    private static Stream<LintFinding> steps(RouteFile file) {
        return YamlNode.steps("", file.entries())
                .flatMap(step -> step.value().isObject()
                        ? unwrapped(file, step, WITH_EXPRESSION.contains(step.key()))
                        : Stream.of(file.finding(step.path(), "a step is a map, such as " + step.key() + ": {...}")));
    }

    private static Stream<LintFinding> whens(RouteFile file) {
        return YamlNode.all("", file.entries())
                .filter(node ->
                        LISTS_OF_WHEN.contains(node.key()) && node.value().isArray())
                .flatMap(list -> StreamSupport.stream(list.value().spliterator(), false)
                        .flatMap(when -> unwrapped(file, new YamlNode(list.path(), "when", when), true)));
    }

    private static Stream<LintFinding> unwrapped(RouteFile file, YamlNode step, boolean wanted) {
        JsonNode expression = step.value().path("expression");
        if (wanted && !expression.isObject()) {
            return Stream.of(file.finding(step.path(), "the expression is wrapped: expression: {<language>: {...}}"));
        }
        return LANGUAGES.stream()
                .filter(language ->
                        expression.has(language) && !expression.get(language).isObject())
                .map(language ->
                        file.finding(step.path(), "the language is a map: " + language + ": {expression: ...}"));
    }

    private static Stream<LintFinding> endpoints(RouteFile file) {
        return YamlNode.all("", file.entries())
                .filter(YamlNode::endpoint)
                .filter(node -> !node.text("uri").matches("[a-z0-9-]+"))
                .map(node -> file.finding(
                        node.path(),
                        "uri is the name of the component, the rest stands in parameters: " + node.text("uri")));
    }
}
