package routes.datasource.call;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.Fault;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.datasource.PlatformAnswer;
import routes.datasource.PlatformFailure;
import routes.datasource.PlatformQuestion;
import routes.datasource.PlatformRequest;
import routes.datasource.Quota;

/** The form of the routes of the platforms, over real HTTP. */
@Tag("slow")
class CallsOverHttpTest {
    private static WireMockServer server;
    private static final AtomicInteger ACCOUNTS = new AtomicInteger();
    private static CalledPlatform platform;

    @BeforeAll
    static void start() throws Exception {
        platform = new CalledPlatform(
                1, new QuotaQueue((group, perSecond, now) -> Duration.ZERO, Duration.ofMinutes(1), Clock.systemUTC()));
        server = platform.server;
        server.stubFor(any(anyUrl()).willReturn(aResponse()));
        await("a platform that is warm")
                .atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .until(() -> send(PlatformRequest.get(url("/"), Map.of())).status() == 200);
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @BeforeEach
    void reset() {
        server.resetAll();
    }

    @Test
    void a_request_arrives_as_it_was_built() {
        server.stubFor(any(anyUrl()).willReturn(aResponse().withBody("[]")));

        send(PlatformRequest.get(
                url("/a?Dimensions=%5B%7B%22i%22%3A%22a%2Bb%20c%22%7D%5D&x=%2A"), Map.of("X-Date", "now")));
        send(PlatformRequest.post(url("/b"), Map.of("Content-Type", "application/json-rpc"), bytes("{\"id\":1}")));

        server.verify(getRequestedFor(urlEqualTo("/a?Dimensions=%5B%7B%22i%22%3A%22a%2Bb%20c%22%7D%5D&x=%2A"))
                .withHeader("X-Date", equalTo("now"))
                .withoutHeader("breadcrumbId"));
        server.verify(postRequestedFor(urlEqualTo("/b"))
                .withHeader("Content-Type", equalTo("application/json-rpc"))
                .withRequestBody(equalToJson("{\"id\":1}")));
    }

    @Test
    void an_answer_comes_back_whatever_its_status() {
        server.stubFor(any(anyUrl())
                .willReturn(aResponse()
                        .withStatus(429)
                        .withHeader("Retry-After", "7")
                        .withBody("{\"Code\":\"Throttling\"}")));

        PlatformAnswer answer = send(PlatformRequest.get(url("/"), Map.of()));

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.json().path("Code").asText()).isEqualTo("Throttling");
        assertThat(answer.retryAt()).hasValue(answer.at().plusSeconds(7));
        assertThatThrownBy(answer::requireOk).isInstanceOf(PlatformFailure.Throttled.class);
    }

    @Test
    void connections_go_back_to_their_pool() {
        server.stubFor(any(anyUrl()).willReturn(aResponse().withBody("x".repeat(5000))));

        for (int i = 0; i < 200; i++) {
            assertThat(send(PlatformRequest.get(url("/"), Map.of())).body()).hasSize(5000);
        }
    }

    @Test
    void a_large_answer_is_whole_and_an_endless_one_is_cut() {
        server.stubFor(any(anyUrl()).willReturn(aResponse().withBody("x".repeat(100_000))));
        assertThat(send(PlatformRequest.get(url("/"), Map.of())).body()).hasSize(100_000);

        server.stubFor(any(anyUrl()).willReturn(aResponse().withBody("x".repeat(100_001))));
        assertThatThrownBy(() -> send(PlatformRequest.get(url("/"), Map.of())))
                .isInstanceOf(PlatformFailure.BadRequest.class)
                .hasMessageContaining("100000 bytes");
    }

    @Test
    void silence_and_a_broken_line_are_unavailable_without_the_url() {
        server.stubFor(any(anyUrl()).willReturn(aResponse().withFixedDelay(8000)));
        assertThatThrownBy(() -> send(PlatformRequest.get(url("/?key=secret"), Map.of())))
                .isInstanceOf(PlatformFailure.Unavailable.class)
                .hasMessage("no answer in time");

        server.stubFor(any(anyUrl()).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        assertThatThrownBy(() -> send(PlatformRequest.get(url("/?key=secret"), Map.of())))
                .isInstanceOf(PlatformFailure.Unavailable.class)
                .message()
                .doesNotContain("secret");
    }

    @Test
    void a_redirect_is_not_followed_and_cloud_metadata_is_not_dialled() {
        server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(302).withHeader("Location", url("/else"))));
        assertThat(send(PlatformRequest.get(url("/"), Map.of())).status()).isEqualTo(302);

        assertThatThrownBy(() -> send(PlatformRequest.get("http://169.254.169.254/latest", Map.of())))
                .isInstanceOf(PlatformFailure.BadRequest.class)
                .hasMessageContaining("forbidden");
    }

    private static PlatformAnswer send(PlatformRequest request) {
        return platform.calls()
                .ask(new PlatformQuestion<>(
                        "try",
                        "account " + ACCOUNTS.incrementAndGet(),
                        new Quota(100, 4),
                        false,
                        () -> request,
                        answer -> answer));
    }

    private static String url(String path) {
        return platform.url(path);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
