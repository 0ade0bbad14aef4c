package routes.extension.lint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every {@code {{setting}}} is defined in the properties file, or brings its default along. */
final class PlaceholderRule implements LintRule {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]+)}}");

    @Override
    public Stream<LintFinding> findings(RouteProject project) {
        Stream<LintFinding> routes = project.routes().flatMap(route -> Stream.of(route.route(), route.beans())
                .flatMap(PlaceholderRule::names)
                .filter(name -> undefined(name, project.settings()))
                .map(name -> route.finding(text(name))));
        Stream<LintFinding> configurations = project.files().stream()
                .flatMap(file -> file.entries("routeConfiguration").flatMap(found -> names(found)
                        .filter(name -> undefined(name, project.settings()))
                        .map(name -> file.finding(found.path("id").asText(), text(name)))));
        return Stream.concat(routes, configurations);
    }

    private static Stream<String> names(JsonNode tree) {
        return YamlNode.all("", tree).filter(node -> node.value().isTextual()).flatMap(node -> PLACEHOLDER
                .matcher(node.value().asText())
                .results()
                .map((MatchResult found) -> found.group(1)));
    }

    private static boolean undefined(String name, DeclaredSettings settings) {
        return !name.startsWith("?")
                && !name.contains(":")
                && !settings.has(name.startsWith("!") ? name.substring(1) : name);
    }

    private static String text(String name) {
        return "there is no setting " + name + " in application.properties";
    }
}
