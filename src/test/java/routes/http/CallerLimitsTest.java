package routes.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static routes.http.RunningApi.assertError;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller can hold of the hub, tried with connections of the worst manners. */
@Tag("slow")
class CallerLimitsTest {
    private static final int BODY = 100_000;
    private static final int ALL_BODIES = 400_000;
    private static final String KNOWN = "Host: x\r\nAuthorization: Bearer " + RunningApi.TOKEN + "\r\n";
    private static final Duration DEADLINE = Duration.ofSeconds(12);
    private static RunningApi api;

    @BeforeAll
    static void start() throws Exception {
        api = RunningApi.start(
                List.of("routes/api-operations.camel.yaml", "test-routes/http-face.camel.yaml"),
                List.of(),
                Map.of("echoApi", new EchoApi()),
                Map.of(
                        "veaiops.http.max-body-bytes", String.valueOf(BODY),
                        "veaiops.http.max-bytes-in-flight", String.valueOf(ALL_BODIES),
                        "veaiops.http.max-header-bytes", "4096",
                        "veaiops.http.max-connections-per-address", "100",
                        "veaiops.http.head-seconds", "2",
                        "veaiops.http.body-seconds", "3",
                        "veaiops.http.idle-seconds", "4"));
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void silent_and_dripping_connections_are_cut() throws Exception {
        List<RawCaller> callers = new ArrayList<>();
        try {
            for (int index = 0; index < 40; index++) {
                callers.add(caller().write(index % 2 == 0 ? "" : "POST /test/echo/1 HTTP/1.1\r\nHost: x\r\nX-A: "));
            }

            await().atMost(DEADLINE).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
                for (RawCaller caller : callers) {
                    drip(caller);
                }
                assertThat(callers).allMatch(CallerLimitsTest::isCut);
            });
        } finally {
            closeAll(callers);
        }
    }

    @Test
    void half_sent_bodies_are_cut_and_take_no_place_of_known_callers() throws Exception {
        List<RawCaller> callers = new ArrayList<>();
        try {
            String head = "POST /test/open/1 HTTP/1.1\r\nHost: x\r\nContent-Length: " + BODY + "\r\n\r\n";
            for (int index = 0; index < 8; index++) {
                callers.add(caller().write(head).write(new byte[BODY - 1]));
            }

            List<String> refused = new ArrayList<>();
            for (RawCaller caller : callers.subList(2, 8)) {
                refused.add(caller.answer());
            }
            HttpResponse<String> known = api.send("POST", "/test/echo/1", "text/plain", "x".repeat(BODY));

            assertThat(known.statusCode()).isEqualTo(200);
            assertThat(refused)
                    .filteredOn(answer -> answer.startsWith("HTTP/1.1 503"))
                    .hasSizeGreaterThanOrEqualTo(5)
                    .allSatisfy(answer -> assertThat(answer).contains("Retry-After: 5", "\"error\":\"unavailable\""));
            assertThat(callers).allSatisfy(caller -> assertThat(caller.isCutWithin(DEADLINE))
                    .isTrue());
        } finally {
            closeAll(callers);
        }
        try (RawCaller after = caller()) {
            after.write("POST /test/open/1 HTTP/1.1\r\nHost: x\r\nContent-Length: " + BODY + "\r\n\r\n");
            assertThat(after.write(new byte[BODY]).answer()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void a_wrong_token_is_refused_before_the_body_and_the_connection_stays_usable() throws Exception {
        try (RawCaller caller = caller()) {
            caller.write("POST /test/echo/1 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer nonsense\r\n"
                    + "Content-Length: 1000\r\n\r\n");

            assertThat(caller.answer()).startsWith("HTTP/1.1 401").contains("\"unauthenticated\"");

            caller.write("x".repeat(1000)).write("GET /test/echo/1 HTTP/1.1\r\n" + KNOWN + "\r\n");
            assertThat(caller.answer()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void a_body_that_is_announced_too_large_is_refused_before_it_comes_and_one_that_grows_while_it_comes()
            throws Exception {
        try (RawCaller announced = caller();
                RawCaller growing = caller()) {
            announced.write("POST /test/echo/1 HTTP/1.1\r\n" + KNOWN + "Content-Length: " + (BODY + 1) + "\r\n\r\n");
            growing.write("POST /test/echo/1 HTTP/1.1\r\n" + KNOWN + "Transfer-Encoding: chunked\r\n\r\n")
                    .write(Integer.toHexString(BODY + 1) + "\r\n" + "x".repeat(BODY + 1) + "\r\n");

            assertThat(announced.answer()).startsWith("HTTP/1.1 413").contains("\"body_too_large\"");
            assertThat(growing.answer()).startsWith("HTTP/1.1 413").contains("\"body_too_large\"");
        }
    }

    @Test
    void a_caller_that_waits_for_100_continue_gets_it_when_it_is_known_and_no_sooner() throws Exception {
        try (RawCaller known = caller();
                RawCaller unknown = caller()) {
            String expecting = "Content-Length: 2\r\nExpect: 100-continue\r\n\r\n";
            known.write("POST /test/echo/1 HTTP/1.1\r\n" + KNOWN + expecting);
            unknown.write("POST /test/echo/1 HTTP/1.1\r\nHost: x\r\n" + expecting);

            assertThat(known.answer()).startsWith("HTTP/1.1 100");
            assertThat(known.write("{}").answer()).startsWith("HTTP/1.1 200");
            assertThat(unknown.answer()).startsWith("HTTP/1.1 401");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 4\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nContent-Length: 4",
                "Transfer-Encoding: CHUNKED\r\ncontent-length: 0",
                "Content-Length: 4\r\nTransfer-Encoding: xchunked",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: identity",
                "Content-Length: 4\r\nContent-Length: 5",
            })
    void a_request_whose_length_can_be_read_in_two_ways_is_400_and_the_connection_is_closed(String lengths)
            throws Exception {
        try (RawCaller caller = caller()) {
            caller.write("POST /test/echo/1 HTTP/1.1\r\n" + KNOWN + lengths + "\r\n\r\n0\r\n\r\n");

            assertThat(caller.answer()).startsWith("HTTP/1.1 400");
            assertThat(caller.isCutWithin(Duration.ofSeconds(2))).isTrue();
        }
    }

    @Test
    void http_2_without_tls_is_no_request() throws Exception {
        try (RawCaller prior = caller();
                RawCaller upgrading = caller()) {
            prior.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
            upgrading.write("GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\n"
                    + "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n\r\n");

            assertThat(prior.isCutWithin(DEADLINE)).isTrue();
            assertThat(upgrading.answer()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void headers_beyond_the_limit_are_431_and_within_it_200() throws Exception {
        try (RawCaller within = caller();
                RawCaller beyond = caller()) {
            within.write("GET /healthz HTTP/1.1\r\nHost: x\r\nX-A: " + "a".repeat(3000) + "\r\n\r\n");
            beyond.write("GET /healthz HTTP/1.1\r\nHost: x\r\nX-A: " + "a".repeat(5000) + "\r\n\r\n");

            assertThat(within.answer()).startsWith("HTTP/1.1 200");
            assertThat(beyond.answer()).startsWith("HTTP/1.1 431");
        }
    }

    @Test
    void one_connection_too_many_of_one_address_is_closed_at_once_and_the_others_are_served() throws Exception {
        List<RawCaller> callers = new ArrayList<>();
        try {
            for (int index = 0; index < 130; index++) {
                callers.add(caller());
            }

            assertThat(callers.get(129).isCutWithin(Duration.ofSeconds(1))).isTrue();
            assertThat(callers.get(50)
                            .write("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
                            .answer())
                    .startsWith("HTTP/1.1 200");
        } finally {
            closeAll(callers);
        }
        await().untilAsserted(() -> assertThat(api.get("/healthz").statusCode()).isEqualTo(200));
    }

    @Test
    void an_idle_connection_lives_longer_than_the_deadline_of_a_first_head_and_is_cut_in_the_end() throws Exception {
        try (RawCaller caller = caller()) {
            String probe = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";
            assertThat(caller.write(probe).answer()).startsWith("HTTP/1.1 200");

            assertThat(caller.isCutWithin(Duration.ofMillis(2500))).isFalse();
            assertThat(caller.write(probe).answer()).startsWith("HTTP/1.1 200");
            assertThat(caller.isCutWithin(DEADLINE)).isTrue();
        }
    }

    @Test
    void head_is_answered_as_get_without_a_body() throws Exception {
        HttpResponse<String> head =
                api.send(api.request("HEAD", "/test/echo/1?q=a").build());
        HttpResponse<String> get = api.get("/test/echo/1?q=a");

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("content-length"))
                .isEqualTo(get.headers().firstValue("content-length"));
        assertThat(api.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + "/test/echo/1"))
                                .method("HEAD", BodyPublishers.noBody())
                                .build())
                        .statusCode())
                .isEqualTo(401);
        assertThat(api.send(api.request("HEAD", "/test/typed").build()).statusCode())
                .isEqualTo(405);
        assertThat(api.send(api.request("HEAD", "/nothing/here").build()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void the_management_server_refuses_in_the_one_shape_too() throws Exception {
        HttpResponse<String> answer =
                api.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.managementPort() + "/nothing"))
                        .build());

        assertError(answer, 404, "not_found");
    }

    private static RawCaller caller() throws IOException {
        return new RawCaller(api.port());
    }

    private static void drip(RawCaller caller) {
        try {
            caller.write("a");
        } catch (IOException cut) {
            // that is what the test waits for
        }
    }

    private static boolean isCut(RawCaller caller) {
        try {
            return caller.isCutWithin(Duration.ofMillis(1));
        } catch (IOException e) {
            return true;
        }
    }

    private static void closeAll(List<RawCaller> callers) throws IOException {
        for (RawCaller caller : callers) {
            caller.close();
        }
    }
}
