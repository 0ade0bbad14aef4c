package routes.http;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.http.RunningApi.assertError;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sends the values at the bounds of the contract, and those just beyond, to every operation that asks for the manager token. */
@Tag("slow")
class ContractBoundsTest {
    private static final String ID = "0123456789abcdef01234567";
    private static final SchemaValues VALUES =
            new SchemaValues(Contract.shipped().document());

    private static RunningApi api;

    /** In the place of all beans. */
    public static final class LetIn {
        public ApiAnswer call(ApiRequest request) {
            return ApiAnswer.ok(null);
        }
    }

    @BeforeAll
    static void start() throws Exception {
        api = RunningApi.start(
                List.of("test-routes/contract-bounds.camel.yaml"), List.of(), Map.of("letIn", new LetIn()), Map.of());
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    static Stream<ApiOperation> withBody() {
        return managers().filter(operation -> operation.body() != null);
    }

    static Stream<ApiOperation> withParameters() {
        return managers().filter(operation -> !operation.parameters().isEmpty());
    }

    private static Stream<ApiOperation> managers() {
        return Contract.shipped().operations().stream()
                .filter(one -> one.scope().asksForCaller());
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("withBody")
    void a_body_is_taken_within_its_bounds_and_the_field_beyond_them_is_named(ApiOperation operation) throws Exception {
        String path = path(operation, "", "") + query(operation, "", "");

        for (SchemaValues.Case one : VALUES.cases(operation.body())) {
            HttpResponse<String> answer = send(operation, path, one.value().toString());
            compare(operation.id() + " " + one, answer, one.good(), one.field().isEmpty() ? "body" : one.field());
        }
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("withParameters")
    void a_parameter_is_taken_within_its_bounds_and_named_beyond_them(ApiOperation operation) throws Exception {
        String body =
                operation.body() == null ? "" : VALUES.valid(operation.body()).toString();
        for (ApiOperation.Parameter parameter : operation.parameters()) {
            JsonNode schema = parameter.items().isMissingNode() ? parameter.schema() : parameter.items();
            for (SchemaValues.Case one : VALUES.cases(schema)) {
                String text = one.value().asText();
                if (parameter.in().equals("header")
                        || text.isBlank()
                        || one.value().isInt()
                                && !one.good()
                                && schema.path("type").asText().equals("string")) {
                    continue;
                }
                String path = path(operation, parameter.name(), text) + query(operation, parameter.name(), text);
                compare(
                        operation.id() + " " + parameter.name() + "=" + text,
                        send(operation, path, body),
                        one.good(),
                        parameter.name());
            }
        }
    }

    private static HttpResponse<String> send(ApiOperation operation, String path, String body) throws Exception {
        return api.unchecked(api.request(operation.method(), path)
                .header("Content-Type", "application/json")
                .method(operation.method(), BodyPublishers.ofString(body))
                .build());
    }

    private static void compare(String name, HttpResponse<String> answer, boolean good, String field) throws Exception {
        if (good) {
            assertThat(answer.statusCode()).as(name + ": " + answer.body()).isEqualTo(200);
        } else {
            assertThat(answer.statusCode()).as(name + ": " + answer.body()).isEqualTo(422);
            assertThat(assertError(answer, 422, "invalid_field").path("field").asText())
                    .as(name)
                    .isEqualTo(field);
        }
    }

    private static String path(ApiOperation operation, String name, String value) {
        String path = operation.path();
        for (ApiOperation.Parameter one : operation.parameters()) {
            if (one.in().equals("path")) {
                path = path.replace("{" + one.name() + "}", one.name().equals(name) ? encoded(value) : ID);
            }
        }
        return path;
    }

    /** What the operation requires, and the one parameter. */
    private static String query(ApiOperation operation, String name, String value) {
        StringBuilder query = new StringBuilder("?");
        for (ApiOperation.Parameter one : operation.parameters()) {
            boolean asked = one.name().equals(name);
            if (one.in().equals("query") && (asked || one.required())) {
                JsonNode schema = one.items().isMissingNode() ? one.schema() : one.items();
                query.append(one.name())
                        .append('=')
                        .append(encoded(asked ? value : VALUES.valid(schema).asText()))
                        .append('&');
            }
        }
        return query.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
