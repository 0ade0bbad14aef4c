package routes.extension.lint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Every route says how it fails, by naming configurations that exist; over HTTP a failure becomes an answer. */
final class ConfigurationRule implements LintRule {
    private static final String HTTP = "http-api";

    @Override
    public Stream<LintFinding> findings(RouteProject project) {
        Set<String> known = project.configurations();
        return project.routes().flatMap(route -> ofRoute(route, known));
    }

    private static Stream<LintFinding> ofRoute(PlannedRoute route, Set<String> known) {
        JsonNode named = route.route().path("routeConfigurationId");
        if (named.asText("").isBlank()) {
            return Stream.of(route.finding("routeConfigurationId names how the route fails"));
        }
        List<String> names =
                Arrays.stream(named.asText().split(",")).map(String::strip).toList();
        Stream<LintFinding> unknown = names.stream()
                .filter(name -> !known.contains(name))
                .map(name -> route.finding("there is no routeConfiguration " + name));
        boolean overHttp =
                "platform-http".equals(route.route().path("from").path("uri").asText());
        Stream<LintFinding> unanswered = overHttp && !names.contains(HTTP)
                ? Stream.of(route.finding("a route over HTTP answers failures: it names the configuration " + HTTP))
                : Stream.of();
        return Stream.concat(unknown, unanswered);
    }
}
