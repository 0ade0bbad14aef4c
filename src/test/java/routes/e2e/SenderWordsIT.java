package routes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Levels, states, labels and keys in the words of the senders, through the endpoints. */
@Tag("slow")
class SenderWordsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int SENT = 3;
    private static final int SUPPRESSED = 7;
    private static final List<String> SOURCES =
            List.of("alertmanager", "prometheus", "grafana", "datadog", "flashduty", "pagerduty", "cloudevents");

    private static Site site;
    private static Hub hub;
    private static final RecordingTarget target = RecordingTarget.start();

    @BeforeAll
    static void start() {
        site = Site.start("sender-words");
        Map<String, String> settings = new HashMap<>();
        SOURCES.forEach(source -> settings.put("veaiops.alarms.token." + source, Hub.ALARM_TOKEN));
        settings.put("veaiops.levels.puce", "P0");
        settings.put("veaiops.levels.grafana.puce", "P1");
        settings.put("veaiops.levels.grafana.unknown", "P0");
        hub = site.hub(settings);
        hub.created("subscribe", Payloads.subscription("tills", target.url("/tills"), List.of()));
    }

    @AfterAll
    static void stop() {
        target.close();
        site.close();
    }

    @ParameterizedTest
    @CsvSource({
        "alertmanager, P0, P0",
        "alertmanager, Fatal, P0",
        "alertmanager, 'sev-1 ', P0",
        "alertmanager, 紧急, P0",
        "alertmanager, emergency, P0",
        "alertmanager, disaster, P0",
        "alertmanager, 'CRITICAL ', P0",
        "alertmanager, crit, P0",
        "alertmanager, high, P1",
        "alertmanager, warn, P1",
        "alertmanager, info, P2",
        "alertmanager, P1, P1",
        "alertmanager, sev1, P0",
        "alertmanager, 严重, P0",
        "alertmanager, MAJOR, P1",
        "alertmanager, err, P1",
        "alertmanager, none, P2",
        "alertmanager, puce, P0",
        "grafana, high, P1",
        "grafana, puce, P1",
        "grafana, ocher, P0",
        "alertmanager, ocher, P2",
    })
    void a_severity_means_what_the_table_and_the_settings_say(String source, String word, String level) {
        String body = group(source + word, "\"severity\":\"" + word + "\"", "\"\"", "firing");
        String id = hub.accepted(source, body).get(0);

        JsonNode event = awaitEvent(id);

        assertThat(event.path("event_level").asText()).isEqualTo(level);
        assertThat(event.path("title").asText()).isEqualTo("Pump");
        assertThat(event.at("/labels/unknown_level").asText("")).isEqualTo(word.equals("ocher") ? "ocher" : "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u00a0", "\\u200b", "\\ufeff \\u3000", "\\u2003\\t"})
    void a_summary_in_which_nothing_can_be_seen_is_absent(String summary) {
        String id = hub.accepted(
                        "grafana", group("unseen" + summary.hashCode(), "\"a\":\"b\"", "\"" + summary + "\"", "firing"))
                .get(0);

        assertThat(awaitEvent(id).path("title").asText()).isEqualTo("Pump");
    }

    @Test
    void notes_and_times_of_an_odd_type_cost_no_alarm() {
        String odd = group("odd-types", "\"a\":\"b\"", "\"hot\",\"description\":{\"see\":[1]}", "firing")
                .replace(
                        "\"status\":\"firing\",\"fingerprint\"",
                        "\"status\":\"firing\",\"values\":7,\"startsAt\":{},\"fingerprint\"");

        JsonNode event = awaitEvent(hub.accepted("grafana", odd).get(0));

        assertThat(event.path("title").asText()).isEqualTo("hot");
        assertThat(event.path("summary").asText()).isEqualTo("{\"see\":[1]}");
    }

    @Test
    void an_unknown_word_is_counted_for_its_source() {
        hub.accepted("alertmanager", group("counted", "\"severity\":\"mauve\"", "\"s\"", "firing"));

        assertThat(hub.metrics())
                .containsPattern("veaiops_alarms_level_unknown_total\\{[^}]*source=\"alertmanager\",word=\"mauve\"");
    }

    @Test
    void labels_of_the_sender_are_there_as_it_sent_them() {
        String id = hub.accepted(
                        "alertmanager",
                        group(
                                "labels",
                                "\"group\":\"payments\",\"receiver\":\"till-7\",\"generator\":\"diesel-2\"",
                                "\"s\"",
                                "firing"))
                .get(0);

        JsonNode labels = awaitEvent(id).path("labels");

        assertThat(labels.path("group").asText()).isEqualTo("payments");
        assertThat(labels.path("receiver").asText()).isEqualTo("till-7");
        assertThat(labels.path("generator").asText()).isEqualTo("diesel-2");
        assertThat(labels.path("veaiops_receiver").asText()).isEqualTo("hub");
    }

    @Test
    void a_silence_matches_labels_that_are_named_like_ours() {
        hub.created(
                "silence",
                Map.of(
                        "comment", "the tills are moved",
                        "created_by", "ann",
                        "ends_at", "2099-01-01T00:00:00Z",
                        "matchers",
                                List.of(
                                        Map.of("name", "group", "value", "vaults"),
                                        Map.of("name", "receiver", "value", "till-7"),
                                        Map.of("name", "generator", "value", "diesel-2"))));
        String labels = "\"group\":\"%s\",\"receiver\":\"till-7\",\"generator\":\"diesel-2\",\"project\":\"tills\"";

        String silent = hub.accepted("alertmanager", group("s-1", labels.formatted("vaults"), "\"s\"", "firing"))
                .get(0);
        String loud = hub.accepted("alertmanager", group("s-2", labels.formatted("payments"), "\"s\"", "firing"))
                .get(0);

        hub.awaitStatus(silent, SUPPRESSED);
        hub.awaitStatus(loud, SENT);
        assertThat(hub.trace(silent).at("/notices/0/reason").asText()).startsWith("silence:");
        assertThat(target.at("/tills"))
                .extracting(RecordingTarget.Received::body)
                .anyMatch(body -> body.contains("payments"))
                .noneMatch(body -> body.contains("vaults"));
    }

    @Test
    void labels_with_odd_names_cost_no_alarm_and_keep_their_names() {
        String id = hub.accepted(
                        "alertmanager",
                        group(
                                "odd",
                                """
                                "a.b":"1","$where":"x","":"no name","_id":"z","__proto__":"p","n\\u0000ul":"v\\u0000v",
                                "emoji🙂":"火🔥","app.kubernetes.io/name":"web","num":5,"bool":true,"nul":null,
                                "nested":{"x":[1]}""",
                                "\"odd\"",
                                "firing"))
                .get(0);

        JsonNode labels = awaitEvent(id).path("labels");

        assertThat(labels.properties())
                .extracting(label -> label.getKey() + "=" + label.getValue().asText())
                .contains(
                        "a.b=1",
                        "$where=x",
                        "_id=z",
                        "__proto__=p",
                        "emoji🙂=火🔥",
                        "app.kubernetes.io/name=web",
                        "num=5",
                        "bool=true",
                        "nested={\"x\":[1]}");
        assertThat(labels.has("")).isFalse();
        assertThat(labels.has("nul")).isFalse();
    }

    @Test
    void two_cloudevents_without_a_subject_that_say_different_things_are_two_problems() {
        String event =
                """
                {"specversion":"1.0","id":"%1$s","source":"/s","type":"disk.full",
                 "data":{"title":"%2$s","severity":"critical"}}""";
        String body = "[" + event.formatted("n1", "db-1") + "," + event.formatted("n2", "db-2") + "]";

        HttpResponse<String> answer = hub.post(
                "/alarms/cloudevents", "application/cloudevents-batch+json", body.getBytes(StandardCharsets.UTF_8));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        JsonNode ids = Hub.json(answer).path("ids");
        JsonNode one = awaitEvent(ids.path(0).asText());
        JsonNode two = awaitEvent(ids.path(1).asText());
        assertThat(one.path("_id")).isNotEqualTo(two.path("_id"));
        assertThat(one.path("title").asText()).isEqualTo("db-1");
        assertThat(two.path("event_level").asText()).isEqualTo("P0");
    }

    @ParameterizedTest
    @CsvSource({"flash-1, ok", "flash-2, OK", "flash-3, Recovered", "flash-4, 已恢复", "flash-5, 告警解除"})
    void a_recovery_in_any_word_ends_its_event(String key, String word) {
        String path = "/event/push/alert/standard";
        String body = "{\"event_status\":\"%s\",\"title_rule\":\"t\",\"alert_key\":\"" + key + "\"}";
        String trial = "/apis/v1/manager/extensions/try/flashduty";

        assertThat(post(path, body.formatted("Warning")).statusCode()).isEqualTo(200);
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(transition(trial, body.formatted(word)))
                .isEqualTo("resolved"));
        assertThat(post(path, body.formatted(word)).statusCode()).isEqualTo(200);
        Awaitility.await("the event is over").atMost(PATIENCE).until(() -> transition(trial, body.formatted(word))
                .equals("repeated"));
    }

    @Test
    void pagerduty_needs_a_key_to_resolve_and_a_problem_to_trigger() {
        String trigger = "{\"event_action\":\"trigger\",%s}";

        assertThat(post("/v2/enqueue", "{\"event_action\":\"resolve\"}").statusCode())
                .isEqualTo(400);
        assertThat(post("/v2/enqueue", trigger.formatted("\"payload\":{\"severity\":\"error\"}"))
                        .statusCode())
                .isEqualTo(400);
        HttpResponse<String> untitled =
                post("/v2/enqueue", trigger.formatted("\"dedup_key\":\"k-1\",\"payload\":{\"source\":\"pump\"}"));
        assertThat(untitled.statusCode()).as(untitled.body()).isEqualTo(202);
        HttpResponse<String> keyless =
                post("/v2/enqueue", trigger.formatted("\"payload\":{\"source\":\"pump\",\"summary\":\"hot\"}"));
        assertThat(Hub.json(keyless).path("dedup_key").asText()).isEqualTo("pump///hot");
    }

    @Test
    void datadog_takes_the_level_of_the_alert_type_when_the_priority_is_unset() {
        String id = hub.accepted(
                        "datadog",
                        """
                        {"id":"1","monitor_id":"m-9","title":"cpu","alert_type":"error",
                         "alert_transition":"Triggered","scopes":"host:a","priority":""}""")
                .get(0);

        assertThat(awaitEvent(id).path("event_level").asText()).isEqualTo("P1");
    }

    @Test
    void a_cloudevent_of_text_is_taken_with_the_text_as_its_message() {
        HttpResponse<String> answer = hub.post(
                "/alarms/cloudevents",
                "text/plain",
                "tank 7 is full".getBytes(StandardCharsets.UTF_8),
                Map.of("ce-specversion", "1.0", "ce-id", "t7", "ce-source", "/tanks", "ce-type", "tank.full"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(awaitEvent(Hub.json(answer).at("/ids/0").asText())
                        .path("summary")
                        .asText())
                .isEqualTo("tank 7 is full");
    }

    private static String transition(String trial, String body) {
        JsonNode tried = Hub.json(hub.call("POST", trial, "{\"body\":" + body + "}"));
        return tried.at("/data/0/transition").asText();
    }

    private static HttpResponse<String> post(String path, String body) {
        return hub.post(path, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    private static String group(String key, String labels, String summary, String status) {
        return """
                {"version":"4","groupKey":"{}:{}","status":"firing","receiver":"hub","orgId":1,"alerts":[
                 {"status":"%s","fingerprint":"%s","labels":{"alertname":"Pump",%s},"annotations":{"summary":%s}}]}"""
                .formatted(status, key, labels, summary);
    }

    private static JsonNode awaitEvent(String id) {
        return Awaitility.await("event of " + id)
                .atMost(PATIENCE)
                .until(() -> hub.event(id), event -> event.hasNonNull("event_level"));
    }
}
