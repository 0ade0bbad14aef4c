package routes.http;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.http.RunningApi.assertError;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.common.json.Json;

@Tag("slow")
class HttpFaceTest {
    private static RunningApi api;

    @BeforeAll
    static void start() throws Exception {
        api = EchoApi.start();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void the_probe_answers_without_a_token() throws Exception {
        HttpResponse<String> answer =
                api.send(HttpRequest.newBuilder(uri("/healthz")).build());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("ok");
    }

    @Test
    void vector_18_a_protected_call_without_token_is_401() throws Exception {
        HttpResponse<String> answer =
                api.send(HttpRequest.newBuilder(uri("/test/echo/1")).build());

        assertError(answer, 401, "unauthenticated");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    }

    @Test
    void a_wrong_token_is_401_and_a_query_token_does_not_open_the_manager_api() throws Exception {
        HttpRequest wrong = HttpRequest.newBuilder(uri("/test/echo/1"))
                .header("Authorization", "Bearer nonsense")
                .build();

        assertError(api.send(wrong), 401, "unauthenticated");
        assertError(
                api.send(HttpRequest.newBuilder(uri("/test/echo/1?token=" + RunningApi.TOKEN))
                        .build()),
                401,
                "unauthenticated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/test/echo/7?q=a&q=b", "/test/echo/7/?q=a&q[]=b", "/test/echo/7?q[]=a&q=&q=b"})
    void a_path_is_served_with_and_without_its_last_slash(String path) throws Exception {
        HttpResponse<String> answer = api.get(path.replace("[", "%5B").replace("]", "%5D"));

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode body = Json.mapper().readTree(answer.body());
        assertThat(body.get("code").intValue()).isZero();
        assertThat(body.get("message").textValue()).isEqualTo("success");
        assertThat(body.at("/data/id").textValue()).isEqualTo("7");
        assertThat(body.at("/data/q")).extracting(JsonNode::textValue).containsExactlyInAnyOrder("a", "b");
        assertThat(body.has("total")).isFalse();
    }

    @Test
    void no_header_of_the_caller_comes_back_and_the_request_ids_do() throws Exception {
        HttpRequest request = api.request("GET", "/test/echo/1?shown=1&CamelHttpResponseCode=201")
                .header("X-Mine", "1")
                .header("CamelHttpResponseCode", "202")
                .header("X-Request-Id", "given-1")
                .build();

        HttpResponse<String> answer = api.send(request);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-request-id")).hasValue("given-1");
        assertThat(answer.headers().firstValue("x-correlation-id")).hasValue("given-1");
        assertThat(answer.headers().map().keySet().stream().map(String::toLowerCase))
                .containsExactlyInAnyOrder("content-length", "content-type", "x-request-id", "x-correlation-id");
    }

    @Test
    void a_request_id_that_is_not_sane_is_replaced() throws Exception {
        HttpResponse<String> answer = api.send(api.request("GET", "/test/echo/1")
                .header("X-Request-Id", "x".repeat(129))
                .build());

        assertThat(answer.headers().firstValue("x-request-id").orElseThrow()).hasSize(36);
    }

    @Test
    void what_the_server_refuses_has_the_one_shape() throws Exception {
        assertError(api.get("/nothing/here"), 404, "not_found");
        assertError(api.get("/nothing"), 404, "not_found");
        assertError(api.json("POST", "/alarms/nosuch", "{}"), 404, "unknown_source");
        HttpResponse<String> wrongMethod =
                api.send(api.request("DELETE", "/test/echo/1").build());
        assertError(wrongMethod, 405, "method_not_allowed");
        assertThat(wrongMethod.headers().firstValue("Allow")).hasValue("GET, POST");
        assertError(api.send("POST", "/test/typed", "text/plain", "{}"), 415, "unsupported_media_type");
        assertError(api.send("POST", "/test/echo/1", "text/plain", "x".repeat(20_001)), 413, "body_too_large");
        assertThat(api.send("POST", "/test/echo/1", "text/plain", "x".repeat(20_000))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void what_an_operation_throws_has_the_one_shape_and_shows_nothing_inside() throws Exception {
        HttpResponse<String> broken = api.get("/test/broken");
        assertError(broken, 500, "internal");
        assertThat(broken.body()).doesNotContain("secret", "Exception");
        HttpResponse<String> away = api.get("/test/away");
        assertError(away, 503, "unavailable");
        assertThat(away.headers().firstValue("Retry-After")).hasValue("5");
        assertError(api.get("/test/refused"), 409, "conflict");
    }

    @Test
    void broken_json_names_its_place_and_a_wrong_type_its_field() throws Exception {
        assertThat(assertError(api.json("POST", "/test/typed", "{\"number\":\n 1,}"), 400, "malformed_body")
                        .get("message")
                        .textValue())
                .contains("line 2, column 4");
        assertError(api.json("POST", "/test/typed", ""), 400, "malformed_body");
        assertError(api.json("POST", "/test/typed", "{} {}"), 400, "malformed_body");
        assertThat(assertError(api.json("POST", "/test/typed", "{\"number\":\"x\"}"), 422, "invalid_field")
                        .get("field")
                        .textValue())
                .isEqualTo("number");
        assertThat(assertError(api.json("POST", "/test/typed", "{\"parts\":[{},{\"flag\":3}]}"), 422, "invalid_field")
                        .get("field")
                        .textValue())
                .isEqualTo("parts[1].flag");
        assertError(api.json("POST", "/test/typed", "[]"), 422, "invalid_field");
        assertError(api.json("POST", "/test/typed", "null"), 422, "invalid_field");
    }

    @Test
    void forms_are_fields_and_never_headers() throws Exception {
        HttpResponse<String> form = api.send(
                "POST", "/test/echo/1", "application/x-www-form-urlencoded", "a=1&b=%E4%BD%A0&Content-Type=x&Host=y");
        assertThat(form.statusCode()).isEqualTo(200);
        assertThat(Json.mapper().readTree(form.body()).at("/data/form"))
                .hasToString("{\"a\":\"1\",\"b\":\"你\",\"Content-Type\":\"x\",\"Host\":\"y\"}");
        String large = "a=" + "x".repeat(15_000);
        assertThat(api.send("POST", "/test/echo/1", "application/x-www-form-urlencoded", large)
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> multipart = api.send(
                "POST",
                "/test/echo/1",
                "multipart/form-data; boundary=XX",
                "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n"
                        + "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f.csv\"\r\n\r\nx,y\r\n--XX--\r\n");
        JsonNode data = Json.mapper().readTree(multipart.body()).at("/data");
        assertThat(data.at("/form/a").textValue()).isEqualTo("1");
        assertThat(data.at("/files/0").textValue()).isEqualTo("file");
    }

    @Test
    void health_and_metrics_are_on_the_management_port_only_and_routes_on_the_main_port_only() throws Exception {
        assertThat(status(api.managementPort(), "/observe/health/live")).isEqualTo(200);
        assertThat(status(api.managementPort(), "/observe/health/ready")).isEqualTo(200);
        assertThat(status(api.managementPort(), "/observe/metrics")).isEqualTo(200);
        assertThat(status(api.managementPort(), "/healthz")).isEqualTo(404);
        assertThat(status(api.port(), "/observe/health")).isEqualTo(404);
        assertThat(status(api.port(), "/observe/metrics")).isEqualTo(404);
        assertThat(status(api.port(), "/healthz")).isEqualTo(200);
    }

    private static int status(int port, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        return api.send(HttpRequest.newBuilder(uri)
                        .method("GET", BodyPublishers.noBody())
                        .build())
                .statusCode();
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + api.port() + path);
    }
}
