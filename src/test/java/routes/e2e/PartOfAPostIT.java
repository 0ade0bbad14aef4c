package routes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Posts of several items of which some cannot be used, as real senders send them. */
@Tag("slow")
class PartOfAPostIT {
    private static final String REJECTED = "/apis/v1/manager/event-center/rejected";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static Site site;
    private static Hub hub;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        Path token = Files.writeString(folder.resolve("pagerduty-token"), Hub.ALARM_TOKEN + "\n");
        site = Site.start("part-of-a-post");
        hub = site.hub(Map.of(
                "veaiops.alarms.token.alertmanager", Hub.ALARM_TOKEN,
                "veaiops.alarms.token.prometheus", Hub.ALARM_TOKEN,
                "veaiops.alarms.token.grafana", Hub.ALARM_TOKEN,
                "veaiops.alarms.token.pagerduty-file", token.toString(),
                "veaiops.alarms.token.cloudevents", Hub.ALARM_TOKEN));
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @Test
    void the_good_alerts_of_a_group_become_events_and_the_bad_one_is_named_kept_and_can_be_replayed_by_itself() {
        ArrayNode alerts = alerts("pump", 3);
        ((ObjectNode) alerts.get(1)).put("status", "sideways");

        HttpResponse<String> answer = hub.post("alertmanager", group(alerts));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        List<String> ids = List.of(Hub.json(answer).path("data").asText().split(","));
        assertThat(ids).hasSize(2);
        JsonNode rejected = Hub.json(answer).path("rejected");
        assertThat(rejected).hasSize(1);
        assertThat(rejected.get(0).path("index").asInt()).isEqualTo(1);
        assertThat(rejected.get(0).path("field").asText()).isEqualTo("alarm[1].status");
        assertThat(rejected.get(0).path("reason").asText()).contains("alarm[1].status must be");
        ids.forEach(id -> awaitState(id, "FIRING"));

        JsonNode row = onlyRow("source=alertmanager&error=invalid_field");
        assertThat(row.path("item").asInt()).isEqualTo(1);
        assertThat(row.path("field").asText()).isEqualTo("alarm[1].status");
        JsonNode kept =
                Hub.json(hub.call("GET", REJECTED + "/" + row.path("_id").asText(), ""));
        assertThat(kept.at("/data/body").asText())
                .contains("pump-1", "sideways")
                .doesNotContain("pump-0", "pump-2");
        JsonNode preview =
                Hub.json(hub.call("POST", REJECTED + "/" + row.path("_id").asText() + "/preview", ""));
        assertThat(preview.at("/data/usable").asBoolean()).isFalse();
        assertThat(preview.at("/data/field").asText()).isEqualTo("alarm[1].status");
    }

    @Test
    void a_routing_key_is_not_kept_with_a_refused_event_which_can_be_replayed_without_it() {
        String event = "{\"routing_key\":\"" + Hub.ALARM_TOKEN + "\",\"event_action\":\"trigger\",\"payload\":{}}";

        HttpResponse<String> answer = hub.post("/v2/enqueue", "application/json", bytes(event));

        assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 422);

        String id = onlyRow("source=pagerduty").path("_id").asText();
        HttpResponse<String> kept = hub.call("GET", REJECTED + "/" + id, "");
        assertThat(Hub.json(kept).at("/data/body").asText()).isEqualTo(event.replace(Hub.ALARM_TOKEN, "***"));
        assertThat(kept.body()).doesNotContain(Hub.ALARM_TOKEN);
        JsonNode replayed = Hub.json(hub.call("POST", REJECTED + "/" + id + "/preview", ""));
        assertThat(replayed.at("/data/usable").asBoolean()).isFalse();
        assertThat(replayed.at("/data/message").asText()).contains("payload.summary and payload.source are missing");
    }

    @Test
    void one_bad_resource_of_a_volcengine_notification_costs_no_other() {
        HttpResponse<String> answer = hub.post("volcengine", notification("vm-1", null, "vm-3"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(Hub.json(answer).path("data").asText().split(",")).hasSize(2);
        assertThat(Hub.json(answer).at("/rejected/0/index").asInt()).isEqualTo(1);
        assertThat(Hub.json(answer).at("/rejected/0/field").asText()).isEqualTo("Resources[1].Name");
        JsonNode row = onlyRow("source=volcengine");
        JsonNode kept =
                Hub.json(hub.call("GET", REJECTED + "/" + row.path("_id").asText(), ""));
        assertThat(kept.at("/data/body").asText()).contains("machine-1").doesNotContain("machine-0", "machine-2");
    }

    @Test
    void ids_of_a_delivery_stay_the_same_whether_a_neighbour_is_refused_or_not() {
        String whole =
                """
                [{"specversion":"1.0","id":"w1","source":"/w","type":"w.x"},
                 {"specversion":"1.0","id":"w2","source":"/w","type":"w.x"},
                 {"specversion":"1.0","id":"w3","source":"/w","type":"w.x"}]""";

        JsonNode all = Hub.json(hub.post("cloudevents", whole)).path("ids");
        JsonNode part = Hub.json(hub.post("cloudevents", whole.replace("\"id\":\"w2\",", "")))
                .path("ids");

        assertThat(part).containsExactly(all.get(0), all.get(2));
    }

    @Test
    void a_post_of_which_nothing_can_be_used_is_refused() {
        ArrayNode alerts = alerts("dead", 2);
        alerts.forEach(alert -> ((ObjectNode) alert).putArray("labels"));

        HttpResponse<String> answer = hub.post("grafana", group(alerts));

        assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 422);
        assertThat(Hub.json(answer).has("rejected")).isFalse();
    }

    @Test
    void an_empty_list_is_no_mistake() {
        assertThat(hub.post("prometheus", "[]").statusCode()).isEqualTo(200);
        assertThat(hub.post("/api/v2/alerts", "application/json", bytes("[]")).statusCode())
                .isEqualTo(200);
        assertThat(hub.post("alertmanager", group(alerts("none", 0))).statusCode())
                .isEqualTo(200);
        assertThat(hub.post("/alarms/cloudevents", "application/cloudevents-batch+json", bytes("[]"))
                        .statusCode())
                .isEqualTo(202);
        assertThat(hub.post("alertmanager", "{\"alarms\":1}").statusCode()).isEqualTo(400);
    }

    @Test
    void the_dialects_of_prometheus_and_cloudevents_name_what_was_refused_too() {
        HttpResponse<String> prometheus = hub.post(
                "/api/v2/alerts",
                "application/json",
                bytes("[{\"labels\":{\"alertname\":\"ok-1\"}},{\"labels\":7},{\"labels\":{\"alertname\":\"ok-2\"}}]"));
        HttpResponse<String> events = hub.post(
                "/alarms/cloudevents",
                "application/cloudevents-batch+json",
                bytes("[{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"a.b\"},{\"id\":\"2\"}]"));

        assertThat(prometheus.statusCode()).isEqualTo(200);
        assertThat(Hub.json(prometheus).at("/rejected/0/index").asInt()).isEqualTo(1);
        assertThat(events.statusCode()).isEqualTo(202);
        assertThat(Hub.json(events).path("ids")).hasSize(1);
        assertThat(Hub.json(events).at("/rejected/0/index").asInt()).isEqualTo(1);
        assertThat(Hub.json(events).at("/rejected/0/reason").asText()).contains("specversion");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ArrayNode alerts(String name, int count) {
        ArrayNode alerts = JsonNodeFactory.instance.arrayNode();
        IntStream.range(0, count).forEach(i -> {
            ObjectNode alert = alerts.addObject().put("status", "firing").put("fingerprint", name + "-f" + i);
            alert.putObject("labels").put("alertname", name + "-" + i).put("severity", "major");
            alert.putObject("annotations").put("summary", name + "-" + i + " is hot");
        });
        return alerts;
    }

    private static String group(ArrayNode alerts) {
        ObjectNode group = JsonNodeFactory.instance.objectNode();
        group.put("version", "4")
                .put("groupKey", "{}:{}")
                .put("status", "firing")
                .put("receiver", "hub");
        group.set("alerts", alerts);
        return group.toString();
    }

    /** A name of null is a resource that cannot be used. */
    private static String notification(String... ids) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("Type", "Metric").put("AccountId", "9").put("RuleName", "cpu").put("RuleId", "r5");
        body.put("Namespace", "VCM_ECS").put("SubNamespace", "Instance").put("Level", "warning");
        body.put("HappenedAt", "2026-11-30 10:00:00(UTC+08:00)");
        ArrayNode resources = body.putArray("Resources");
        for (int i = 0; i < ids.length; i++) {
            resources
                    .addObject()
                    .put("Id", "machine-" + i)
                    .put("Name", ids[i])
                    .put("Region", "cn")
                    .put("FirstAlertTime", 1764466000)
                    .put("LastAlertTime", 1764466060);
        }
        return body.toString();
    }

    private static JsonNode onlyRow(String query) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(rows(query))
                .hasSize(1));
        return rows(query).get(0);
    }

    private static List<JsonNode> rows(String query) {
        JsonNode data = Hub.json(hub.call("GET", REJECTED + "?" + query, "")).path("data");
        return StreamSupport.stream(data.spliterator(), false).toList();
    }

    private static void awaitState(String id, String state) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> hub.event(id).path("state").asText().equals(state));
    }
}
