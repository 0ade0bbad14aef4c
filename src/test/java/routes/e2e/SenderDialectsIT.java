package routes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole dialects to their ends: what senders of one API post beside the alarm itself. */
@Tag("slow")
class SenderDialectsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static Site site;
    private static Hub hub;

    @BeforeAll
    static void start() {
        site = Site.start("dialects");
        Map<String, String> settings = new HashMap<>();
        for (String source : new String[] {"opsgenie", "prometheus", "cloudevents", "grafana", "uptime-kuma"}) {
            settings.put("veaiops.alarms.token." + source, Hub.ALARM_TOKEN);
        }
        hub = site.hub(settings);
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @Test
    void an_opsgenie_alert_gets_new_texts_and_is_closed_without_a_body() throws Exception {
        String alert = "{\"alias\":\"disk/var 80%\",\"message\":\"disk is full\",\"priority\":\"P1\"}";
        String path = "/v2/alerts/disk%2Fvar%2080%25/";
        assertThat(sent("POST", "/v2/alerts", alert).statusCode()).isEqualTo(202);

        assertThat(sent("PUT", path + "message?identifierType=alias", "{\"message\":\"disk is fuller\"}")
                        .statusCode())
                .isEqualTo(202);
        assertThat(sent("PUT", path + "description?identifierType=alias", "{\"description\":\"x\"}")
                        .statusCode())
                .isEqualTo(202);
        JsonNode open = awaitEvent("disk is full", "FIRING");
        HttpResponse<String> closed = CLIENT.send(
                request("POST", path + "close?identifierType=alias")
                        .POST(BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());

        assertThat(closed.statusCode()).as(closed.body()).isEqualTo(202);
        JsonNode over = awaitEvent("disk is full", "RESOLVED");
        assertThat(over.path("_id")).isEqualTo(open.path("_id"));
        assertThat(over.path("event_level").asText()).isEqualTo("P0");
    }

    @Test
    void new_texts_of_opsgenie_reach_the_event_with_the_alert_that_alertmanager_sends_beside_them() throws Exception {
        String alert = "{\"alias\":\"till\",\"message\":\"%s\",\"description\":\"%s\",\"priority\":\"P1\"}";
        assertThat(sent("POST", "/v2/alerts", alert.formatted("till 1 is down", "1 of 2"))
                        .statusCode())
                .isEqualTo(202);
        JsonNode open = awaitEvent("till 1 is down", "FIRING");

        assertThat(sent(
                                "PUT",
                                "/v2/alerts/till/message?identifierType=alias",
                                "{\"message\":\"tills 1 and 2 are down\"}")
                        .statusCode())
                .isEqualTo(202);
        assertThat(sent("POST", "/v2/alerts", alert.formatted("tills 1 and 2 are down", "2 of 2"))
                        .statusCode())
                .isEqualTo(202);

        JsonNode renamed = awaitEvent("tills 1 and 2 are down", "FIRING");
        assertThat(renamed.path("_id")).isEqualTo(open.path("_id"));
        assertThat(renamed.path("summary").asText()).isEqualTo("2 of 2");
        assertThat(renamed.path("event_level").asText()).isEqualTo("P0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "PATCH"})
    void a_heartbeat_of_opsgenie_is_answered_as_opsgenie_does_and_makes_no_event(String method) throws Exception {
        HttpResponse<String> answer = sent(method, "/v2/heartbeats/cart/ping", "");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(Hub.json(answer).path("result").asText()).isEqualTo("PONG - Heartbeat received");
        assertThat(Hub.json(answer).path("requestId").asText()).isNotBlank();
        assertThat(hub.callWithoutToken("/v2/heartbeats/cart/ping").statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "/v2/alerts,               204",
        "/v2/alerts/x/message,     204",
        "/api/v1/alerts,           204",
        "/v2/alerts/x/nothing,     404"
    })
    void a_probe_is_answered_at_each_path_of_a_dialect(String path, int status) throws Exception {
        HttpRequest probe =
                HttpRequest.newBuilder(URI.create(hub.url() + path)).GET().build();

        assertThat(CLIENT.send(probe, BodyHandlers.ofString()).statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/alerts", "/api/v2/alerts"})
    void prometheus_of_any_age_posts_its_list(String path) throws Exception {
        String title = "pump of " + path;
        HttpResponse<String> taken = sent(
                "POST",
                path,
                "[{\"labels\":{\"alertname\":\"" + title + "\",\"at\":\"" + path + "\"},\"annotations\":{}}]");

        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
        assertThat(sent("POST", path, "[]").statusCode()).isEqualTo(200);
        assertThat(awaitEvent(title, "FIRING").path("source").asText()).isEqualTo("prometheus");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "text/csv; charset=utf-8", "application/xml", "application/x-whatever"})
    void the_data_of_a_cloudevent_may_be_of_any_media_type(String type) throws Exception {
        String subject = "disk " + type.replaceAll("[^a-z]", "");
        HttpRequest event = request("POST", "/alarms/cloudevents")
                .header("ce-specversion", "1.0")
                .header("ce-id", subject)
                .header("ce-source", "/s")
                .header("ce-type", "disk.full")
                .header("ce-subject", subject)
                .setHeader("Content-Type", type)
                .POST(BodyPublishers.ofString("disk of db-1 is full"))
                .build();

        HttpResponse<String> answer = CLIENT.send(event, BodyHandlers.ofString());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(awaitEvent(subject, "FIRING").path("summary").asText()).isEqualTo("disk of db-1 is full");
    }

    @Test
    void the_test_button_of_grafana_is_answered_shown_as_a_test_and_notifies_of_nothing() throws Exception {
        String body =
                """
                {"orgId":1,"receiver":"test","status":"firing","alerts":[{"status":"firing",
                "labels":{"alertname":"TestAlert","instance":"Grafana"},"annotations":{"summary":"Notification test"},
                "startsAt":"2026-05-01T03:00:00Z","endsAt":"0001-01-01T00:00:00Z","fingerprint":"57c6d9296de2ad39"}]}""";

        assertThat(sent("POST", "/alarms/grafana", body).statusCode()).isEqualTo(200);

        JsonNode event = awaitEvent("Notification test", "FIRING");
        assertThat(event.path("disposition").asText()).isEqualTo("TEST");
        assertThat(event.path("notice_ids")).isEmpty();
    }

    @Test
    void a_monitor_of_uptime_kuma_goes_down_and_up_and_its_test_button_notifies_of_nothing() throws Exception {
        String beat =
                """
                {"heartbeat":{"monitorID":7,"status":%d,"time":"%s","msg":"%s","important":true,"duration":60},
                "monitor":{"id":7,"name":"Shop checkout","url":"https://shop.example","type":"http",
                "tags":[{"name":"severity","value":"critical"}]},"msg":"[Shop checkout] [%2$s]"}""";

        assertThat(sent("POST", "/alarms/uptime-kuma", beat.formatted(0, "2026-11-23 10:00:03.123", "ECONNREFUSED"))
                        .statusCode())
                .isEqualTo(200);
        JsonNode down = awaitEvent("Shop checkout", "FIRING");
        assertThat(sent("POST", "/alarms/uptime-kuma", beat.formatted(1, "2026-11-23 10:05:03.123", "200 - OK"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(sent(
                                "POST",
                                "/alarms/uptime-kuma",
                                "{\"heartbeat\":null,\"monitor\":null,\"msg\":\"Night shift Testing\"}")
                        .statusCode())
                .isEqualTo(200);

        assertThat(down.path("event_level").asText()).isEqualTo("P0");
        assertThat(awaitEvent("Shop checkout", "RESOLVED").path("_id")).isEqualTo(down.path("_id"));
        JsonNode test = awaitEvent("Night shift Testing", "FIRING");
        assertThat(test.path("disposition").asText()).isEqualTo("TEST");
        assertThat(test.path("notice_ids")).isEmpty();
        assertThat(hub.trace(test.path("_id").asText()).at("/event/disposition").asText())
                .isEqualTo("TEST");
    }

    @ParameterizedTest
    @CsvSource({
        "sentry,     veaiops.alarms.secret.sentry",
        "datadog,    veaiops.alarms.token.datadog",
        "cloudwatch, veaiops.alarms.topics.cloudwatch"
    })
    void a_source_that_nobody_set_up_names_the_setting_that_is_missing(String source, String setting) throws Exception {
        HttpResponse<String> answer = sent("POST", "/alarms/" + source, "{}");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains(setting);
    }

    private static HttpResponse<String> sent(String method, String path, String body)
            throws IOException, InterruptedException {
        return CLIENT.send(
                request(method, path)
                        .method(method, BodyPublishers.ofByteArray(body.getBytes(StandardCharsets.UTF_8)))
                        .build(),
                BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String method, String path) {
        return HttpRequest.newBuilder(URI.create(hub.url() + path))
                .header("X-Veaiops-Token", Hub.ALARM_TOKEN)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.noBody());
    }

    private static JsonNode awaitEvent(String title, String state) {
        return Awaitility.await(title)
                .atMost(PATIENCE)
                .until(() -> find(title), event -> event.path("state").asText().equals(state));
    }

    private static JsonNode find(String title) {
        JsonNode events = Hub.json(hub.call("GET", "/apis/v1/manager/event-center/event/?limit=100", ""))
                .path("data");
        for (JsonNode event : events) {
            if (event.path("title").asText().equals(title)) {
                return event;
            }
        }
        return MissingNode.getInstance();
    }
}
