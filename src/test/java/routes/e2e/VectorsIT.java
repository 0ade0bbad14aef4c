package routes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The acceptance vectors of alarms and events, by number. */
@Tag("slow")
class VectorsIT {
    private static final String SUBSCRIBE = "/apis/v1/manager/event-center/subscribe/";
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Map<String, String> COMPATIBLE = Map.of("veaiops.merge.zabbix.recovery-opens-event", "true");

    private static Site site;
    private static Hub hub;
    private static RecordingTarget target;

    @BeforeAll
    static void start() {
        site = Site.start("vectors");
        target = RecordingTarget.start();
        hub = site.hub(COMPATIBLE);
    }

    @AfterAll
    static void stop() {
        target.close();
        site.close();
    }

    @Test
    void vector_01_a_rule_for_P0_does_not_hear_of_a_notice_alarm() {
        subscribe("v01", "/v01", List.of("P0"));

        String id = hub.accepted("volcengine", Payloads.volcengine("Metric", "notice", "v01", "v01"))
                .get(0);

        assertThat(hub.awaitStatus(id, 4).path("show_status").asText()).isEqualTo("未订阅");
        assertThat(target.at("/v01")).isEmpty();
    }

    @Test
    void vector_02_the_same_volcengine_alarm_twice_is_one_event_with_count_2_and_one_send() {
        subscribe("v02", "/v02", List.of());
        String alarm = Payloads.volcengine("Metric", "critical", "v02", "v02");

        String first = hub.accepted("volcengine", alarm).get(0);
        String second = hub.accepted("volcengine", alarm).get(0);

        awaitCount(second, 2);
        JsonNode event = hub.awaitStatus(second, 3);
        assertThat(event.path("_id").asText()).isEqualTo(first);
        assertThat(hub.event(first)).isEqualTo(hub.event(second));
        assertThat(target.at("/v02")).hasSize(1);
    }

    @Test
    void vector_03_a_volcengine_recovery_resolves_the_event_and_is_told() {
        subscribe("v03", "/v03", List.of());
        String id = hub.accepted("volcengine", Payloads.volcengine("Metric", "critical", "v03", "v03"))
                .get(0);

        HttpResponse<String> recovery =
                hub.post("volcengine", Payloads.volcengine("MetricRecovered", "critical", "v03", "v03"));

        assertThat(recovery.statusCode()).isEqualTo(200);
        awaitSends("/v03", 2);
        assertThat(hub.awaitStatus(id, 3).path("state").asText()).isEqualTo("RESOLVED");
    }

    @Test
    void vector_04_three_resources_are_three_events_and_ids_joined_by_commas() {
        subscribe("v04", "/v04", List.of());

        List<String> ids =
                hub.accepted("volcengine", Payloads.volcengine("Metric", "critical", "v04", "v04a", "v04b", "v04c"));

        assertThat(ids).hasSize(3).doesNotHaveDuplicates().allMatch(id -> id.matches("[0-9a-f]{24}"));
        ids.forEach(
                id -> assertThat(hub.awaitStatus(id, 3).path("_id").asText()).isEqualTo(id));
        awaitSends("/v04", 3);
    }

    @Test
    void vector_06_in_compatible_mode_PROBLEM_OK_PROBLEM_are_three_events_and_three_sends() {
        subscribe("v06", "/v06", List.of());

        Set<String> events = new HashSet<>();
        for (String status : List.of("PROBLEM", "OK", "PROBLEM")) {
            String id = hub.accepted("zabbix", Payloads.zabbix(status, "v06", "v06"))
                    .get(0);
            events.add(hub.awaitStatus(id, 3).path("_id").asText());
        }

        assertThat(events).hasSize(3);
        awaitSends("/v06", 3);
    }

    @Test
    void vector_07_without_any_subscription_the_event_is_not_subscribed() {
        String id = hub.accepted("volcengine", Payloads.volcengine("Metric", "critical", "v07", "v07"))
                .get(0);

        assertThat(hub.awaitStatus(id, 4).path("show_status").asText()).isEqualTo("未订阅");
    }

    @Test
    void vector_08_a_rule_for_another_project_does_not_hear_of_it() {
        subscribe("v08-other", "/v08", List.of());

        String id = hub.accepted("zabbix", Payloads.zabbix("PROBLEM", "v08-shop", "v08"))
                .get(0);

        hub.awaitStatus(id, 4);
        assertThat(target.at("/v08")).isEmpty();
    }

    @Test
    void vector_10_a_chat_whose_bot_has_no_secret_is_skipped_and_the_webhook_keeps_its_own_receipt() {
        String strategy = Hub.json(created(
                        "/apis/v1/manager/event-center/inform-strategy/",
                        "{\"name\":\"v10\",\"channel\":\"Lark\",\"bot_id\":\"" + bot()
                                + "\",\"chat_ids\":[\"oc_v10\"]}"))
                .path("data")
                .path("id")
                .asText();
        ObjectNode rule = Payloads.subscription("v10", target.url("/v10"), List.of());
        rule.putArray("inform_strategy_ids").add(strategy);
        created(SUBSCRIBE, Payloads.text(rule));

        String id = hub.accepted("volcengine", Payloads.volcengine("Metric", "critical", "v10", "v10"))
                .get(0);

        hub.awaitStatus(id, 5);
        String trace = hub.trace(id).toString();
        assertThat(trace).contains("SKIPPED", "SENT", "not_configured");
        assertThat(target.at("/v10")).hasSize(1);
    }

    @Test
    void vector_11_a_target_that_redirects_or_fails_is_tried_again_and_then_given_up() {
        subscribe("v11a", "/v11a", List.of());
        subscribe("v11b", "/v11b", List.of());
        target.answer("/v11a", 302);
        target.answer("/v11b", 500);

        String redirected = hub.accepted("volcengine", Payloads.volcengine("Metric", "critical", "v11a", "v11a"))
                .get(0);
        String failed = hub.accepted("volcengine", Payloads.volcengine("Metric", "critical", "v11b", "v11b"))
                .get(0);

        hub.awaitStatus(redirected, 6);
        hub.awaitStatus(failed, 6);
        assertThat(target.at("/v11a"))
                .hasSize(3)
                .extracting(RecordingTarget.Received::id)
                .containsOnly(target.at("/v11a").get(0).id());
        assertThat(target.at("/v11b")).hasSize(3);
        assertThat(target.at("/elsewhere")).isEmpty();
    }

    @Test
    void vector_13_an_alarm_is_delivered_although_the_process_is_killed_right_after_its_answer() {
        subscribe("v13", "/v13", List.of());
        String id = hub.accepted("volcengine", Payloads.volcengine("Metric", "critical", "v13", "v13"))
                .get(0);

        hub.kill();
        hub = site.hub(COMPATIBLE);

        hub.awaitStatus(id, 3);
        assertThat(target.at("/v13")).isNotEmpty();
        assertThat(target.at("/v13"))
                .extracting(RecordingTarget.Received::id)
                .containsOnly(target.at("/v13").get(0).id());
    }

    @Test
    void vector_14_an_interest_hit_again_in_the_same_chat_within_the_silence_is_held_back() {
        ObjectNode rule = Payloads.subscription("v14", target.url("/v14"), List.of());
        rule.put("agent_type", "chatops_interest_agent");
        created(SUBSCRIBE, Payloads.text(rule));

        String first = interest(Payloads.interest("oc_v14", "om_1", "VIP Detect"));
        hub.awaitStatus(first, 3);
        String second = interest(Payloads.interest("oc_v14", "om_2", "VIP Detect"));

        assertThat(hub.awaitStatus(second, 13).path("show_status").asText()).isEqualTo("告警抑制");
        assertThat(target.at("/v14")).hasSize(1);
    }

    @Test
    void vector_15_an_interest_hit_with_a_filter_rule_is_filtered() {
        String id = interest(Payloads.interest("oc_v15", "om_1", "VIP Detect", "Test Filter"));

        assertThat(hub.awaitStatus(id, 12).path("show_status").asText()).isEqualTo("命中过滤规则");
    }

    @Test
    void vector_18_a_protected_call_without_a_token_is_401() {
        HttpResponse<String> answer = hub.callWithoutToken("/apis/v1/manager/event-center/event/");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(Hub.json(answer).path("code").asInt()).isEqualTo(1);
    }

    @Test
    void vector_19_the_list_of_events_is_filtered_by_project() {
        String id = hub.accepted("volcengine", Payloads.volcengine("Metric", "critical", "v19", "v19"))
                .get(0);
        hub.accepted("volcengine", Payloads.volcengine("Metric", "critical", "v19-other", "v19-other"));
        hub.awaitStatus(id, 4);

        HttpResponse<String> answer = hub.call("GET", "/apis/v1/manager/event-center/event/?projects=v19", "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Hub.json(answer).path("data"))
                .singleElement()
                .satisfies(event -> assertThat(event.path("_id").asText()).isEqualTo(id));
    }

    private static String interest(String body) {
        HttpResponse<String> answer = hub.post(
                "/apis/v1/manager/event-center/event/chatops/",
                "application/json",
                body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Hub.json(answer).path("data").asText();
    }

    private static void subscribe(String project, String path, List<String> levels) {
        created(SUBSCRIBE, Payloads.text(Payloads.subscription(project, target.url(path), levels)));
    }

    private static HttpResponse<String> created(String path, String body) {
        HttpResponse<String> answer = hub.call("POST", path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    private static String bot() {
        site.database()
                .getCollection("veaiops__config_bot")
                .insertOne(new org.bson.Document("bot_id", "cli_0000000010").append("channel", "Lark"));
        return "cli_0000000010";
    }

    private static void awaitCount(String alarmId, int count) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> hub.event(alarmId).path("count").asInt() == count);
    }

    private static void awaitSends(String path, int count) {
        Awaitility.await("sends at " + path).atMost(PATIENCE).untilAsserted(() -> assertThat(target.at(path))
                .hasSize(count));
    }
}
