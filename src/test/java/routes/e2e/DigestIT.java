package routes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.common.json.Json;

/**
 * A target takes two messages in three seconds, and a backlog of more than three seconds is sent as a digest; the log leads from each alarm to its
 * message.
 */
@Tag("slow")
class DigestIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ALARMS = 12;
    private static final int DISPATCHED = 3;
    private static final String PATH = "/digest";

    private static Site site;
    private static RecordingTarget target;
    private static Hub hub;

    @BeforeAll
    static void start() {
        site = Site.start("digest");
        target = RecordingTarget.start();
        hub = site.hub(Map.of(
                "veaiops.limits.Webhook", "2/3s",
                "veaiops.digest.within", "3s",
                "veaiops.digest.interval", "3s",
                "veaiops.log.alarms", "DEBUG",
                "veaiops.rollups.sweep-period-millis", "2000"));
        ObjectNode rule = Payloads.subscription("digest", target.url(PATH), List.of());
        rule.put("webhook_format", "event.v1");
        assertThat(hub.call("POST", "/apis/v1/manager/event-center/subscribe/", Payloads.text(rule))
                        .statusCode())
                .isEqualTo(201);
    }

    @AfterAll
    static void stop() {
        target.close();
        site.close();
    }

    @Test
    void what_a_limited_target_cannot_take_in_time_is_in_a_digest_and_every_event_of_it_is_traceable() {
        List<String> events = IntStream.range(0, ALARMS)
                .mapToObj(i -> hub.accepted("zabbix", Payloads.zabbix("PROBLEM", "digest", "host-" + i))
                        .get(0))
                .toList();
        events.forEach(event -> hub.awaitStatus(event, DISPATCHED));

        Map<String, JsonNode> traces = events.stream().collect(Collectors.toMap(event -> event, hub::trace));
        List<String> folded = events.stream()
                .filter(event -> reason(traces.get(event)).startsWith("digest:"))
                .toList();
        Set<String> digests = folded.stream()
                .map(event -> notice(traces.get(event)).path("carried_by").asText())
                .collect(Collectors.toSet());

        assertThat(folded).as("more than one message could not wait").hasSizeGreaterThan(ALARMS / 2);
        assertThat(folded).allSatisfy(event -> travelled(event, traces.get(event)));
        assertThat(target.at(PATH)).hasSize(ALARMS - folded.size() + digests.size());
        assertThat(events).allSatisfy(event -> assertThat(target.at(PATH))
                .as("every event is sent once")
                .filteredOn(message -> message.body().contains(event))
                .hasSize(1));
    }

    /** The trace leads from the event to the message that the target has. */
    @Test
    void the_ids_of_an_alarm_its_event_and_its_notice_lead_through_the_log_from_the_post_to_the_receipt() {
        hub.created("subscribe", Payloads.subscription("logged", target.url("/logged"), List.of()));
        String event = post("PROBLEM", "logged");
        Awaitility.await().atMost(PATIENCE).until(() -> !logged("event_id", event, "notice attempt")
                .isEmpty());

        String recovery = post("RESOLVED", "logged");
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> logged("event_id", event, "notice attempt").size() == 2);

        assertThat(recovery).isNotEqualTo(event);
        assertThat(logged("alarm_id", recovery, "alarm taken"))
                .singleElement()
                .satisfies(line -> assertThat(line.path("source").asText()).isEqualTo("zabbix"));
        assertThat(logged("alarm_id", recovery, "alarm merged")).singleElement().satisfies(line -> {
            assertThat(line.path("event_id").asText()).isEqualTo(event);
            assertThat(line.path("outcome").asText()).isEqualTo("resolved");
        });
        assertThat(logged("event_id", event, "notice made")).hasSize(2).allSatisfy(made -> assertThat(
                        logged("notice_id", made.path("notice_id").asText(), "notice attempt"))
                .singleElement()
                .satisfies(sent -> assertThat(sent.path("state").asText()).isEqualTo("SENT")));
    }

    @Test
    void what_goes_wrong_with_an_alarm_is_logged_with_its_ids_too() {
        hub.created("subscribe", Payloads.subscription("nowhere", "http://127.0.0.1:1/", List.of()));

        String failing = post("PROBLEM", "nowhere");
        String unwanted = post("PROBLEM", "of-no-rule");
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> !logged("event_id", failing, "notice attempt").isEmpty()
                        && !logged("event_id", unwanted, "no notice made").isEmpty());

        JsonNode attempt = logged("event_id", failing, "notice attempt").get(0);
        assertThat(attempt.path("notice_id").asText()).isNotEmpty();
        assertThat(attempt.path("state").asText()).isEqualTo("RETRYING");
        assertThat(attempt.path("reason").asText()).isEqualTo("connection");
        assertThat(logged("event_id", unwanted, "no notice made")
                        .get(0)
                        .path("status")
                        .asText())
                .isNotEmpty();
    }

    private static List<JsonNode> logged(String key, String id, String message) {
        return hub.log()
                .lines()
                .filter(line -> line.startsWith("{") && line.endsWith("}") && line.contains(id))
                .map(DigestIT::json)
                .filter(line -> line.path(key).asText().equals(id)
                        && line.path("message").asText().equals(message))
                .toList();
    }

    private static JsonNode json(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + text, e);
        }
    }

    private static String post(String status, String project) {
        return hub.accepted("zabbix", Payloads.zabbix(status, project, project + "-1"))
                .get(0);
    }

    private static void travelled(String event, JsonNode trace) {
        String carrier = notice(trace).path("carried_by").asText();
        assertThat(reason(trace)).isEqualTo("digest:" + carrier);
        assertThat(notice(trace).path("state").asText()).isEqualTo("SENT");
        assertThat(trace.path("carriers")).singleElement().satisfies(message -> {
            assertThat(message.path("_id").asText()).isEqualTo(carrier);
            assertThat(message.path("kind").asText()).isEqualTo("digest");
            assertThat(message.path("state").asText()).isEqualTo("SENT");
        });
        assertThat(target.at(PATH))
                .filteredOn(message -> message.id().equals(carrier))
                .singleElement()
                .satisfies(message -> assertThat(message.body()).contains(event));
    }

    private static JsonNode notice(JsonNode trace) {
        assertThat(trace.path("notices")).as(trace.toString()).hasSize(1);
        return trace.at("/notices/0");
    }

    private static String reason(JsonNode trace) {
        return notice(trace).path("reason").asText();
    }
}
