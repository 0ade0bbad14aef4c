package routes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Zabbix, Volcengine and Aliyun really post: other words, other types, parts that are missing. */
@Tag("slow")
class CodedSendersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static Site site;
    private static Hub hub;

    @BeforeAll
    static void start() {
        site = Site.start("coded-senders");
        hub = site.hub(Map.of());
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @ParameterizedTest
    @CsvSource({
        "灾难, '', P0",
        "严重, '', P0",
        "一般严重, '', P1",
        "警告, '', P1",
        "信息, '', P2",
        "未分类, '', P2",
        "Disaster, '', P0",
        "average, '', P1",
        "4, '', P0",
        "{EVENT.SEVERITY}, 严重性: 灾难, P0",
        "'', 告警等级：严重, P0",
        "'', Severity: High, P0",
    })
    void a_severity_of_zabbix_is_read_in_english_in_chinese_and_as_a_number(
            String severity, String message, String level) {
        ObjectNode params = zabbix("severity-" + severity + message);
        params.put("message", message).put("severity", severity);

        assertThat(awaitState(zabbix(params), "FIRING").path("event_level").asText())
                .isEqualTo(level);
    }

    @ParameterizedTest
    @ValueSource(strings = {"OK", "RESOLVED", "Resolved", "0", "恢复", "故障恢复"})
    void a_recovery_of_zabbix_in_any_word_ends_the_event(String word) {
        ObjectNode params = zabbix("over-" + word);
        String id = zabbix(params);
        awaitState(id, "FIRING");

        zabbix(params.put("trigger_status", word));

        awaitState(id, "RESOLVED");
    }

    @Test
    void a_recovery_of_zabbix_without_a_status_is_read_by_its_subject() {
        ObjectNode params = zabbix("by-subject").put("subject", "Problem: CPU of db is high");
        params.put("trigger_status", "{TRIGGER.STATUS}");
        String id = zabbix(params);
        awaitState(id, "FIRING");

        zabbix(params.put("subject", "Resolved in 5m 3s: CPU of db is high"));

        awaitState(id, "RESOLVED");
    }

    @Test
    void a_cancelled_escalation_of_zabbix_ends_the_event_as_expired() {
        ObjectNode params = zabbix("cancelled");
        String id = zabbix(params);
        awaitState(id, "FIRING");

        zabbix(params.put("message", "NOTE: Escalation cancelled: host \"db\" disabled.\nCPU high"));

        awaitState(id, "EXPIRED");
    }

    @Test
    void two_triggers_of_one_item_are_two_problems() {
        ObjectNode high = zabbix("triggers").put("trigger_id", "101");
        ObjectNode higher = zabbix("triggers").put("trigger_id", "102");
        String first = zabbix(high);
        String second = zabbix(higher);
        awaitState(second, "FIRING");

        zabbix(high.put("trigger_status", "OK"));

        awaitState(first, "RESOLVED");
        awaitState(second, "FIRING");
    }

    @Test
    void numbers_null_tags_and_a_missing_item_cost_zabbix_no_alarm() {
        ObjectNode numbers = zabbix("numbers").put("host_id", 10084).put("item_id", 42);
        numbers.put("item_value", 97.3)
                .put("tags", "[{\"tag\":\"projects_01\",\"value\":null},{\"tag\":\"team\",\"value\":5}]");
        ObjectNode service =
                JSON.objectNode().put("host_name", "web-9").put("subject", "Service \"shop\" problem: down");
        service.put("message", "Severity: High")
                .put("trigger_status", "PROBLEM")
                .putNull("tags");

        JsonNode event = awaitState(zabbix(numbers), "FIRING");
        assertThat(event.at("/labels/value").asText()).isEqualTo("97.3");
        assertThat(event.at("/labels/team").asText()).isEqualTo("5");
        JsonNode other = awaitState(zabbix(service), "FIRING");
        assertThat(other.path("fingerprint").asText()).startsWith("zabbix:subject:web-9:shop");
        assertThat(other.path("event_level").asText()).isEqualTo("P0");
    }

    @Test
    void numeric_text_and_null_tags_cost_volcengine_no_alarm() {
        ObjectNode body = volcengine("Metric", "loose", null, "i-loose");
        ObjectNode resource = (ObjectNode) body.at("/Resources/0");
        resource.put("FirstAlertTime", "1764466000").put("LastAlertTime", "1764466060");
        resource.putArray("Metrics")
                .addObject()
                .put("Name", "Cpu")
                .put("Threshold", "90")
                .put("CurrentValue", "97.5");
        ArrayNode tags = body.put("Level", "Critical").putArray("Tags");
        tags.addObject().put("Key", "team").putNull("Value");
        tags.addObject().put("Key", "rack").put("Value", 7);

        JsonNode event = awaitState(volcengine(body), "FIRING");

        assertThat(event.path("event_level").asText()).isEqualTo("P0");
        assertThat(event.at("/labels/rack").asText()).isEqualTo("7");
        assertThat(event.path("summary").asText()).contains("Cpu 97.5").contains("threshold 90");
    }

    @ParameterizedTest
    @CsvSource({
        "with-and-without,    ag-with, ",
        "without-and-with,    ,        ag-without",
        "both-without,        ,        ",
        "with-and-blank,      ag-gap,  ' '",
    })
    void a_recovery_of_volcengine_ends_its_alarm_with_the_group_id_and_without(
            String rule, @Nullable String fired, @Nullable String recovered) {
        String id = volcengine(volcengine("Metric", rule, fired, "i-1"));
        String neighbour = volcengine(volcengine("Metric", rule, fired == null ? null : fired + "-2", "i-2"));
        awaitState(neighbour, "FIRING");
        awaitState(id, "FIRING");

        String over = volcengine(volcengine("MetricRecovered", rule, recovered, "i-1"));

        JsonNode event = awaitState(over, "RESOLVED");
        assertThat(event.path("_id").asText()).isEqualTo(id);
        assertThat(hub.event(neighbour).path("state").asText()).isEqualTo("FIRING");
    }

    @Test
    void two_group_ids_of_one_rule_and_resource_are_two_problems_of_volcengine() {
        String one = volcengine(volcengine("Metric", "groups", "ag-one", "i-1"));
        String two = volcengine(volcengine("Metric", "groups", "ag-two", "i-1"));
        awaitState(one, "FIRING");
        awaitState(two, "FIRING");

        volcengine(volcengine("MetricRecovered", "groups", "ag-one", "i-1"));

        awaitState(one, "RESOLVED");
        assertThat(hub.event(two).path("state").asText()).isEqualTo("FIRING");
    }

    @Test
    void a_system_event_of_aliyun_is_an_event_and_its_last_step_ends_it() {
        String id = hub.accepted("aliyun", systemEvent("Executing").toString()).get(0);
        JsonNode event = awaitState(id, "FIRING");
        assertThat(event.path("event_level").asText()).isEqualTo("P0");
        assertThat(event.path("title").asText()).isEqualTo("Instance:SystemFailure.Reboot:Executing · web");

        hub.accepted("aliyun", systemEvent("Executed").toString());

        awaitState(id, "RESOLVED");
    }

    @Test
    void a_trial_reads_the_content_type_of_its_contract_and_refuses_fields_that_it_does_not_know() {
        String form = "\"body\":\"ruleId=r9&alertState=ALERT&dimensions=%7BinstanceId%3Di-9%7D&metricName=CPU\"";
        String path = "/apis/v1/manager/extensions/try/aliyun";
        String type = "application/x-www-form-urlencoded";

        assertThat(hub.call("POST", path, "{\"content_type\":\"" + type + "\"," + form + "}")
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> misspelled = hub.call("POST", path, "{\"contenttype\":\"" + type + "\"," + form + "}");
        assertThat(misspelled.statusCode()).isEqualTo(422);
        assertThat(Hub.json(misspelled).path("field").asText()).isEqualTo("contenttype");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zabbix", "aliyun", "volcengine"})
    void a_post_without_a_token_hears_where_one_may_be(String source) {
        HttpResponse<String> answer = hub.postWithoutToken("/alarms/" + source);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("Authorization", "Bearer", "Basic", "X-Veaiops-Token", "query token");
    }

    private static ObjectNode zabbix(String host) {
        ObjectNode params =
                JSON.objectNode().put("host_name", host).put("host_id", host).put("ip", "10.0.0.5");
        params.put("item_name", "CPU")
                .put("item_id", "7")
                .put("item_value", "97")
                .put("metric_name", "system.cpu");
        return params.put("subject", "cpu")
                .put("message", "Host: db")
                .put("tags", "[]")
                .put("trigger_status", "PROBLEM");
    }

    private static String zabbix(ObjectNode params) {
        return hub.accepted("zabbix", JSON.objectNode().set("params", params).toString())
                .get(0);
    }

    private static ObjectNode volcengine(String type, String rule, @Nullable String group, String resource) {
        ObjectNode body =
                JSON.objectNode().put("Type", type).put("AccountId", "21").put("RuleName", "ecs");
        body.put("RuleId", rule)
                .put("Namespace", "VCM_ECS")
                .put("SubNamespace", "Instance")
                .put("Level", "critical");
        body.put("HappenedAt", "2026-11-30 10:00:00(UTC+08:00)").put("RuleCondition", "CPU > 90");
        ObjectNode item = body.putArray(type.equals("Metric") ? "Resources" : "RecoveredResources")
                .addObject();
        item.put("Id", resource).put("Name", "web").put("Region", "cn").put("AlertGroupId", group);
        item.put("FirstAlertTime", 1764466000).put("LastAlertTime", 1764466060);
        return body;
    }

    private static String volcengine(ObjectNode body) {
        return hub.accepted("volcengine", body.toString()).get(0);
    }

    private static ObjectNode systemEvent(String step) {
        ObjectNode event =
                JSON.objectNode().put("product", "ECS").put("level", "CRITICAL").put("instanceName", "web");
        event.put("resourceId", "acs:ecs:cn:1:instance/i-1")
                .put("regionId", "cn-beijing")
                .put("ver", "1.0");
        event.put("name", "Instance:SystemFailure.Reboot:" + step)
                .put("status", step)
                .put("traceId", "t-" + step);
        event.putObject("content").put("eventId", "e-http-1").put("eventType", "SystemFailure.Reboot");
        return event;
    }

    private static JsonNode awaitState(String id, String state) {
        return Awaitility.await(id + " " + state).atMost(PATIENCE).until(() -> hub.event(id), event -> event.path(
                        "state")
                .asText()
                .equals(state));
    }
}
