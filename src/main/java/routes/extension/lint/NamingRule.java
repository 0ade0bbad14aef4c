package routes.extension.lint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Ids and descriptions: logs, metrics, tests and people find their way by them. */
final class NamingRule implements LintRule {
    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern ROUTE_ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)+");

    @Override
    public Stream<LintFinding> findings(RouteProject project) {
        return Stream.of(
                        project.files().stream().flatMap(NamingRule::routes),
                        project.files().stream().flatMap(NamingRule::shared),
                        project.files().stream().flatMap(NamingRule::stepIds),
                        twice(project))
                .flatMap(part -> part);
    }

    private static Stream<LintFinding> routes(RouteFile file) {
        return Stream.concat(
                file.entries("route")
                        .flatMap(route -> Stream.concat(routeId(file, route, "id"), described(file, route))),
                file.entries("templatedRoute").flatMap(route -> routeId(file, route, "routeId")));
    }

    private static Stream<LintFinding> routeId(RouteFile file, JsonNode route, String field) {
        String id = route.path(field).asText("");
        if (!ROUTE_ID.matcher(id).matches()) {
            return Stream.of(file.finding(
                    field + " " + id, "the id of a route is <flow>-<verb> in small letters, joined by hyphens"));
        }
        return file.gathers() || id.startsWith(file.area() + "-")
                ? Stream.of()
                : Stream.of(file.finding(id, "the id of a route begins with the area of its file: " + file.area()));
    }

    private static Stream<LintFinding> shared(RouteFile file) {
        Stream<LintFinding> configurations = file.entries("routeConfiguration")
                .flatMap(found -> Stream.concat(id(file, found), described(file, found)));
        Stream<LintFinding> templates = file.entries("routeTemplate")
                .flatMap(found -> Stream.concat(id(file, found), described(file, found.path("route"))));
        return Stream.concat(configurations, templates);
    }

    private static Stream<LintFinding> id(RouteFile file, JsonNode entry) {
        return ID.matcher(entry.path("id").asText("")).matches()
                ? Stream.of()
                : Stream.of(file.finding("id " + entry.path("id").asText(""), "an id in small letters and hyphens"));
    }

    private static Stream<LintFinding> described(RouteFile file, JsonNode entry) {
        return entry.path("description").asText("").isBlank()
                ? Stream.of(file.finding(
                        entry.path("id").asText("template"), "a description says in one sentence what it does"))
                : Stream.of();
    }

    private static Stream<LintFinding> stepIds(RouteFile file) {
        return YamlNode.steps("", file.entries())
                .filter(step ->
                        step.value().has("id") && !ID.matcher(step.text("id")).matches())
                .map(step -> file.finding(
                        step.path(), "the id of a step has small letters and hyphens: " + step.text("id")));
    }

    private static Stream<LintFinding> twice(RouteProject project) {
        Map<String, String> seen = new HashMap<>();
        Stream.Builder<LintFinding> found = Stream.builder();
        project.routes().forEach(route -> {
            String before = seen.put(route.id(), route.file().name());
            if (before != null) {
                found.add(route.finding("the id is used twice, first in " + before));
            }
        });
        project.files().forEach(file -> file.entries("route")
                .flatMap(route -> YamlNode.steps("", route))
                .filter(step -> step.value().has("id"))
                .forEach(step -> {
                    String before = seen.put(step.text("id"), file.name());
                    if (before != null) {
                        found.add(file.finding(step.text("id"), "the id is used twice, first in " + before));
                    }
                }));
        return found.build();
    }
}
