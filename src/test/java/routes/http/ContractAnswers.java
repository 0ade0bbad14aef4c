package routes.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import routes.common.json.Json;

/** Compares answers with the contract: whether it has the status, and whether the body is what it says. */
final class ContractAnswers {
    /** What the server may answer to anything. */
    private static final Set<Integer> ANYWHERE = Set.of(405, 500);

    private static final JsonNode DOCUMENT = Contract.shipped().document();
    private static final SchemaCheck SCHEMAS = SchemaCheck.ofAnswers(DOCUMENT.path("components"));
    private static final List<String> PATHS = paths();

    private ContractAnswers() {}

    static void compare(HttpRequest request, HttpResponse<String> answer) throws IOException {
        String name = request.method() + " " + request.uri().getPath();
        JsonNode operation = operation(request);
        if (operation.isMissingNode() || ANYWHERE.contains(answer.statusCode())) {
            return;
        }
        JsonNode described = resolved(operation.path("responses").path(String.valueOf(answer.statusCode())));
        assertThat(described.isMissingNode())
                .as(name + ": the contract has no answer " + answer.statusCode())
                .isFalse();
        JsonNode schema = described.at("/content/application~1json/schema");
        if (!schema.isMissingNode()) {
            assertThat(SCHEMAS.faults(schema, Json.mapper().readTree(answer.body())))
                    .as(name + " " + answer.statusCode() + " " + answer.body())
                    .isEmpty();
        }
    }

    private static JsonNode operation(HttpRequest request) {
        String path = request.uri().getRawPath().replaceAll("/$", "");
        return PATHS.stream()
                .filter(template -> path.matches(template.replaceAll("\\{[^}]+}", "[^/]+")))
                .findFirst()
                .map(template -> DOCUMENT.path("paths").path(template))
                .orElse(Json.mapper().missingNode())
                .path(request.method().toLowerCase(Locale.ROOT));
    }

    private static List<String> paths() {
        List<String> paths = new ArrayList<>();
        DOCUMENT.path("paths").fieldNames().forEachRemaining(paths::add);
        paths.sort(Comparator.comparing(RouteOrder::rank));
        return paths;
    }

    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? DOCUMENT.at(node.path("$ref").asText().substring(1)) : node;
    }
}
