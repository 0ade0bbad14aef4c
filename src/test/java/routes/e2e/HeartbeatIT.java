package routes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.common.json.Json;

/** The Watchdog alert of kube-prometheus, which fires all the time and must be heard of. */
@Tag("slow")
class HeartbeatIT {
    private static final int SUPPRESSED = 7;
    private static final String PATH = "/heartbeat";
    private static final String WATCHES = "/apis/v1/manager/event-center/heartbeat/";
    private static final Map<String, String> SETTINGS = Map.of(
            "veaiops.alarms.token.alertmanager", Hub.ALARM_TOKEN, "veaiops.heartbeats.sweep-period-millis", "500");

    private static Site site;
    private static RecordingTarget target;
    private static Hub one;
    private static Hub two;

    @BeforeAll
    static void start() {
        site = Site.start("heartbeat");
        target = RecordingTarget.start();
        one = site.startHub(SETTINGS);
        two = site.startHub(SETTINGS);
        one.awaitReady();
        two.awaitReady();
        one.created("subscribe", Payloads.subscription("heartbeat", target.url(PATH), List.of()));
    }

    @AfterAll
    static void stop() {
        target.close();
        site.close();
    }

    @Test
    void its_silence_is_one_event_its_return_ends_it_and_the_alert_itself_notifies_nobody() {
        String id = watch();

        String alert = watchdog(one);
        awaitWatch(id, "alive");
        watchdog(two);
        one.awaitStatus(alert, SUPPRESSED);
        assertThat(one.trace(alert).at("/notices/0/reason").asText()).isEqualTo("heartbeat:" + id);

        JsonNode silent = awaitEvent("FIRING");
        assertThat(silent.path("fingerprint").asText()).isEqualTo("veaiops:heartbeat:" + id);
        assertThat(silent.path("title").asText()).isEqualTo("No heartbeat: cluster prod");
        assertThat(silent.path("event_level").asText()).isEqualTo("P0");
        awaitWatch(id, "silent");

        watchdog(two);
        awaitWatch(id, "alive");
        JsonNode over = awaitEvent("RESOLVED");
        assertThat(over.path("count").asLong())
                .as("two copies, one alarm and one end")
                .isEqualTo(2);
        assertThat(one.event(alert).path("count").asLong()).isEqualTo(3);
        awaitMessages(2);
    }

    /** Made in one copy, known to both. */
    private static String watch() {
        String id = one.created(
                        "heartbeat",
                        Map.of(
                                "name",
                                "cluster prod",
                                "matchers",
                                List.of(Map.of("name", "alertname", "value", "Watchdog")),
                                "every_seconds",
                                10,
                                "level",
                                "P0",
                                "suppress",
                                true))
                .path("_id")
                .asText();
        Awaitility.await("both copies know the subscription and the watch")
                .pollDelay(Duration.ofSeconds(2))
                .until(() -> true);
        return id;
    }

    private static String watchdog(Hub hub) {
        return hub.accepted("alertmanager", AlertmanagerPosts.firing("alertname", "Watchdog", "severity", "none"))
                .get(0);
    }

    private static JsonNode awaitEvent(String state) {
        Awaitility.await(state)
                .atMost(Duration.ofSeconds(40))
                .until(() -> own().path(0).path("state").asText().equals(state));
        assertThat(own()).hasSize(1);
        return own().get(0);
    }

    private static JsonNode own() {
        JsonNode events = Hub.json(one.call("GET", "/apis/v1/manager/event-center/event/?limit=100", ""))
                .path("data");
        ArrayNode found = Json.mapper().createArrayNode();
        events.forEach(event -> {
            if (event.path("source").asText().equals("veaiops")) {
                found.add(event);
            }
        });
        return found;
    }

    private static void awaitWatch(String id, String state) {
        Awaitility.await(state).atMost(Duration.ofSeconds(20)).until(() -> Hub.json(two.call("GET", WATCHES + id, ""))
                .at("/data/state")
                .asText()
                .equals(state));
    }

    private static void awaitMessages(int count) {
        Awaitility.await("messages")
                .atMost(Duration.ofSeconds(20))
                .until(() -> target.at(PATH).size() >= count);
        assertThat(target.at(PATH)).hasSize(count);
    }
}
