package routes.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class CrossOriginTest {
    private static final String UI = "https://ui.example";
    private static final String PATH = "/apis/v1/manager/system-config/global-config";

    private static RunningApi open;
    private static RunningApi closed;

    @BeforeAll
    static void start() throws Exception {
        open = api(Map.of("veaiops.http.cors.origins", UI + ", http://localhost:8080"));
        closed = api(Map.of());
    }

    private static RunningApi api(Map<String, String> settings) throws Exception {
        return RunningApi.start(
                List.of("routes/api-operations.camel.yaml", "test-routes/http-face.camel.yaml"),
                List.of(),
                Map.of("echoApi", new EchoApi()),
                settings);
    }

    @AfterAll
    static void stop() {
        open.close();
        closed.close();
    }

    @Test
    void a_preflight_of_an_allowed_origin_is_answered_without_a_token() throws Exception {
        HttpResponse<String> answer = preflight(open, UI);

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("access-control-allow-origin")).hasValue(UI);
        assertThat(answer.headers().firstValue("access-control-allow-methods").orElse(""))
                .contains("PUT", "DELETE");
        assertThat(answer.headers().firstValue("access-control-allow-headers").orElse(""))
                .contains("authorization", "content-type");
    }

    @Test
    void an_answer_also_one_that_refuses_may_be_read_by_the_allowed_page_only() throws Exception {
        HttpResponse<String> refused = call(open, UI, "/test/echo/1");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("access-control-allow-origin")).hasValue(UI);
        assertThat(refused.headers().firstValue("access-control-expose-headers").orElse(""))
                .contains("x-request-id");

        HttpResponse<String> foreign = call(open, "https://evil.example", "/healthz");
        assertThat(foreign.statusCode()).isEqualTo(200);
        assertThat(foreign.headers().firstValue("access-control-allow-origin")).isEmpty();
        assertThat(call(open, "", "/healthz").statusCode()).isEqualTo(200);
    }

    @Test
    void without_the_setting_and_for_other_origins_no_preflight_is_answered() throws Exception {
        for (HttpResponse<String> answer : List.of(preflight(closed, UI), preflight(open, "https://evil.example"))) {
            assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400);
            assertThat(answer.headers().firstValue("access-control-allow-origin"))
                    .isEmpty();
        }
    }

    @Test
    void a_star_is_every_origin() throws Exception {
        try (RunningApi all = api(Map.of("veaiops.http.cors.origins", "*"))) {
            assertThat(preflight(all, "http://any.example").headers().firstValue("access-control-allow-origin"))
                    .hasValue("*");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ui.example", "https://ui.example/", "ftp://ui.example", "https://ui.example,*.example"})
    void what_is_no_origin_is_refused_by_the_name_of_the_setting(String origins) {
        assertThatThrownBy(() -> CrossOrigin.of(origins)).hasMessageContaining("veaiops.http.cors.origins");
    }

    private static HttpResponse<String> preflight(RunningApi api, String origin) throws Exception {
        return api.unchecked(api.anonymous(PATH)
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "PUT")
                .header("Access-Control-Request-Headers", "authorization,content-type")
                .build());
    }

    private static HttpResponse<String> call(RunningApi api, String origin, String path) throws Exception {
        HttpRequest.Builder request = api.anonymous(path);
        return api.unchecked((origin.isEmpty() ? request : request.header("Origin", origin)).build());
    }
}
