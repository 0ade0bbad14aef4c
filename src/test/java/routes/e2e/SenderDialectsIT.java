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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole dialects to their ends: what senders of one API post beside the alarm itself. */
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
        for (String source : new String[] {"opsgenie", "prometheus", "cloudevents", "grafana"}) {
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

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH"})
    void a_heartbeat_of_opsgenie_is_answered_and_makes_no_event(String method) throws Exception {
        HttpResponse<String> answer = sent(method, "/v2/heartbeats/cart/ping", "");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(Hub.json(answer).path("result").asText()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({
        "/v2/heartbeats/cart/ping, 204",
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
