package routes.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.common.json.Json;

@Tag("slow")
class RouteReloadPauseTest {
    private static final RouteReloadPause INTERMISSION = new RouteReloadPause(Duration.ofSeconds(1));

    private static final RouteReloadPause.Step EMPTY = () -> {};

    private static RunningApi api;

    /** One whose patience ends before that of a test. */
    public static class Impatient implements CamelConfiguration {
        @BindToRegistry
        public RouteReloadPause intermission() {
            return INTERMISSION;
        }
    }

    @BeforeAll
    static void start() throws Exception {
        api = RunningApi.start(
                List.of("test-routes/http-face.camel.yaml"),
                List.of(new Impatient()),
                Map.of("echoApi", new EchoApi()),
                Map.of());
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void who_comes_meanwhile_is_served_afterwards_with_the_whole_body() throws Exception {
        String body = "x".repeat(15_000);
        CompletableFuture<HttpResponse<String>> call = new CompletableFuture<>();

        INTERMISSION.during(EMPTY, () -> call.completeAsync(() -> post(body)));

        HttpResponse<String> answer = call.get();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Json.mapper().readTree(answer.body()).at("/data/bytes").intValue())
                .isEqualTo(body.length());
    }

    @Test
    void whoever_goes_elsewhere_is_served_while_a_door_is_being_emptied() throws Exception {
        INTERMISSION.during(() -> assertThat(post("now").statusCode()).isEqualTo(200), EMPTY);
    }

    @Test
    void who_has_waited_for_too_long_is_told_to_come_back() throws Exception {
        INTERMISSION.during(EMPTY, () -> {
            HttpResponse<String> answer = post("late");

            RunningApi.assertError(answer, 503, "unavailable");
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
        });

        assertThat(post("in time").statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> post(String body) {
        try {
            return api.send("POST", "/test/echo/1", "text/plain", body);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
