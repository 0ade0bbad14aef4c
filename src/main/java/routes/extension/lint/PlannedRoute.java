package routes.extension.lint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One route as it will run: written as such, or a template with the values of an instance put in.
 *
 * @param beans beans that only this route has
 * @param instance the {@code templatedRoute}; missing for a route that is written as such
 */
public record PlannedRoute(RouteFile file, String id, JsonNode route, JsonNode beans, JsonNode instance) {
    /** Id of its template; empty for a route that is written as such. */
    public String template() {
        return instance.path("routeTemplateRef").asText("");
    }

    /** The parameters that the instance gives, in its order. */
    public Map<String, String> given() {
        Map<String, String> values = new LinkedHashMap<>();
        instance.path("parameters")
                .forEach(given -> values.put(
                        given.path("name").asText(), given.path("value").asText()));
        return values;
    }

    LintFinding finding(String message) {
        return file.finding(id.isEmpty() ? "route without id" : id, message);
    }
}
