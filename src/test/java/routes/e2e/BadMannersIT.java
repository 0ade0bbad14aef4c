package routes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.http.RawCaller;

/** Callers of the worst manners against a whole hub: it stays ready, and known callers are served. */
@Tag("slow")
class BadMannersIT {
    private static final int LARGEST = 2_097_152;
    private static final int CALLERS = 400;

    private static Site site;
    private static Hub hub;

    @BeforeAll
    static void start() {
        site = Site.start("bad-manners");
        hub = site.hub(Map.of(
                "veaiops.alarms.token.pagerduty", Hub.ALARM_TOKEN,
                "veaiops.alarms.token.alertmanager", Hub.ALARM_TOKEN,
                "veaiops.alarms.alertmanager.posts-per-second", "3",
                "veaiops.alarms.aliyun.bytes-per-second", "500",
                "veaiops.http.body-seconds", "10"));
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @Test
    void half_sent_bodies_that_only_their_end_could_prove_hold_no_memory_and_nobody_up() throws Exception {
        List<RawCaller> callers = new ArrayList<>();
        List<CompletableFuture<Void>> writes = new ArrayList<>();
        byte[] most = " ".repeat(LARGEST - 1).getBytes(StandardCharsets.US_ASCII);
        try {
            for (int index = 0; index < CALLERS; index++) {
                RawCaller caller = new RawCaller(URI.create(hub.url()).getPort());
                callers.add(caller);
                writes.add(CompletableFuture.runAsync(() -> send(caller, most)));
            }

            for (int index = 0; index < 50; index++) {
                hub.accepted("zabbix", Payloads.zabbix("PROBLEM", "manners", "web-" + index));
            }
            hub.awaitReady();
            assertThat(hub.isAlive()).isTrue();
            CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new)).join();
            for (RawCaller caller : callers) {
                assertThat(caller.isCutWithin(Duration.ofSeconds(20))).isTrue();
            }
        } finally {
            for (RawCaller caller : callers) {
                caller.close();
            }
        }
        hub.awaitReady();
        assertThat(hub.log()).doesNotContain("OutOfMemoryError", "Unhandled exception", "HttpClosedException");
    }

    @Test
    void a_source_that_posts_more_than_its_setting_allows_is_told_when_to_come_back_and_no_other_is() {
        List<HttpResponse<String>> answers = new ArrayList<>();
        for (int index = 0; index < 20; index++) {
            answers.add(hub.post("alertmanager", alertmanager()));
        }
        HttpResponse<String> large = hub.post("aliyun", "{\"alertName\":\"" + "x".repeat(2000) + "\"}");
        HttpResponse<String> next = hub.post("aliyun", "{}");

        assertThat(answers)
                .extracting(HttpResponse::statusCode)
                .contains(200, 429)
                .containsOnly(200, 429);
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 429).allSatisfy(answer -> assertThat(
                        answer.headers().firstValue("Retry-After"))
                .hasValue("1"));
        assertThat(large.statusCode()).isNotEqualTo(429);
        assertThat(next.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(next.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(2, 4);
        assertThat(hub.post("zabbix", Payloads.zabbix("PROBLEM", "manners", "rate"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void wrong_tokens_are_counted_logged_without_the_token_and_end_in_429() {
        List<Integer> statuses = new ArrayList<>();
        for (int index = 0; index < 40; index++) {
            statuses.add(guess("/alarms/volcengine", "guessed-token-" + index).statusCode());
        }
        HttpResponse<String> paused = guess("/alarms/volcengine", Hub.ALARM_TOKEN);

        assertThat(statuses.subList(0, 30)).containsOnly(401);
        assertThat(statuses.subList(30, 40)).containsOnly(429);
        assertThat(paused.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(paused.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 60);
        assertThat(guess("/alarms/zabbix", Hub.ALARM_TOKEN).statusCode()).isNotIn(401, 429);
        Awaitility.await().untilAsserted(() -> assertThat(
                        hub.metric("veaiops_http_refused_total{endpoint=\"volcengine\",reason=\"unauth"))
                .isEqualTo(30));
        assertThat(hub.log()).contains("a caller was refused").doesNotContain("guessed-token");
    }

    private static HttpResponse<String> guess(String path, String token) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(hub.url(path)))
                                    .header("Authorization", "Bearer " + token)
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofString("{}"))
                                    .build(),
                            BodyHandlers.ofString());
        } catch (Exception e) {
            throw new IllegalStateException("Calling the hub", e);
        }
    }

    private static void send(RawCaller caller, byte[] body) {
        try {
            caller.write("POST /v2/enqueue HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
                            + LARGEST + "\r\n\r\n")
                    .write(body);
        } catch (IOException cut) {
            // that is what the hub may do
        }
    }

    private static String alertmanager() {
        return """
                {"version":"4","status":"firing","alerts":[{"status":"firing","labels":{"alertname":"Rate"},
                "annotations":{},"startsAt":"2026-05-01T03:00:00Z","fingerprint":"f1"}]}""";
    }
}
