package routes.extension.lint;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One route as it will run: written as such, or a template with the values of an instance put in.
 *
 * @param beans beans that only this route has
 */
record PlannedRoute(RouteFile file, String id, JsonNode route, JsonNode beans) {
    LintFinding finding(String message) {
        return file.finding(id.isEmpty() ? "route without id" : id, message);
    }
}
