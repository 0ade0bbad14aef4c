package routes.alarm.zabbix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.alarm.Alarm;
import routes.alarm.AlarmStatus;
import routes.alarm.Disposition;
import routes.alarm.Intakes;
import routes.alarm.Level;
import routes.common.error.RefusedRequest;

class ZabbixAlarmConverterTest {
    private final ZabbixAlarmConverter converter = new ZabbixAlarmConverter();

    @ParameterizedTest
    @CsvSource({
        ",               Severity: Disaster,    P0",
        ",               Severity: High,        P0",
        ",               Severity: Average,     P1",
        ",               Severity: Warning,     P1",
        ",               Severity: Information, P2",
        ",               nothing,               P2",
        "Disaster,       Severity: Warning,     P0",
        "high,           nothing,               P0",
        "Average,        Severity: High,        P1",
        "Warning,        nothing,               P1",
        "Information,    Severity: High,        P2",
        "Not classified, Severity: High,        P2",
        "5,              nothing,               P0",
        "4,              nothing,               P0",
        "3,              nothing,               P1",
        "2,              nothing,               P1",
        "1,              Severity: High,        P2",
        "0,              Severity: High,        P2",
        "On fire,        Severity: High,        P0",
        "灾难,            nothing,               P0",
        "{EVENT.SEVERITY}, 严重性: 灾难,         P0",
        "一般严重,         nothing,               P1",
        "未分类,           Severity: High,        P2",
    })
    void the_severity_field_decides_the_level_and_without_it_the_message(
            @Nullable String severity, String message, Level level) {
        ObjectNode params = params().put("message", "Host: db\n" + message + "\n");
        if (severity != null) {
            params.put("severity", severity);
        }

        assertThat(convert(params).level()).isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource({
        "PROBLEM, FIRING",
        "OK, RESOLVED",
        "RESOLVED, RESOLVED",
        "Resolved, RESOLVED",
        "0, RESOLVED",
        "1, FIRING",
        "恢复, RESOLVED",
        "故障恢复, RESOLVED",
        "UNKNOWN, FIRING",
        "'', FIRING",
        ", FIRING"
    })
    void the_trigger_status_is_the_status(@Nullable String word, AlarmStatus status) {
        ObjectNode params = params();
        params.put("trigger_status", word);

        assertThat(convert(params).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        ",            10084, 42269,     zabbix:item:10084:42269:cpu",
        "20011,       10084, 42269,     zabbix:trigger:20011:10084",
        "{TRIGGER.ID},10084, 42269,     zabbix:item:10084:42269:cpu",
        "*UNKNOWN*,   10084, 42269,     zabbix:item:10084:42269:cpu",
        ",            10084, *UNKNOWN*, zabbix:item:10084:system.cpu:cpu",
        ",            '',    42269,     zabbix:item:db-1:42269:cpu",
    })
    void the_trigger_is_the_fingerprint_when_it_is_sent_else_host_and_item(
            @Nullable String trigger, String host, String item, String fingerprint) {
        ObjectNode params = params();
        params.put("trigger_id", trigger).put("host_id", host).put("item_id", item);

        assertThat(convert(params).fingerprint()).isEqualTo(fingerprint);
    }

    @Test
    void tags_come_as_text_or_as_a_list_and_a_wrong_text_costs_no_alarm() {
        String json = "[{\"tag\":\"projects_01\",\"value\":\"shop\"},{\"tag\":\"bare\"},7]";

        assertThat(convert(withTags(json)).project()).containsExactly("shop");
        assertThat(convert(withTags("{EVENT.TAGSJSON}")).raw().get("tags")).isEmpty();
        assertThat(convert(withTags("")).project()).isEmpty();
        assertThat(convert(withTags("{\"tag\":\"projects_01\"}")).project()).isEmpty();
    }

    @Test
    void a_tag_never_replaces_a_fact_of_the_alarm_and_stands_beside_it() {
        Alarm alarm = convert(withTags("[{\"tag\":\"host\",\"value\":\"fake\"},{\"tag\":\"team\",\"value\":\"db\"}]"));

        assertThat(alarm.labels())
                .containsEntry("host", "db-1")
                .containsEntry("tag_host", "fake")
                .containsEntry("team", "db");
    }

    @Test
    void what_zabbix_could_not_fill_in_is_no_label() {
        Alarm alarm = convert(params().put("ip", "*UNKNOWN*").put("item_value", "{ITEM.VALUE}"));

        assertThat(alarm.labels()).doesNotContainKeys("ip", "value").containsKey("host");
    }

    @Test
    void the_time_of_a_recovery_is_never_the_time_of_its_problem() {
        ObjectNode params = params();
        params.put("event_time", "1746064800");
        Alarm problem = convert(params);
        params.put("trigger_status", "OK");
        Alarm untimed = convert(params);
        params.put("recovery_time", "2025-05-01T10:10:00+08:00");

        assertThat(problem.startedAt()).isEqualTo(Instant.parse("2025-05-01T02:00:00Z"));
        assertThat(untimed.sentAt()).isNull();
        assertThat(convert(params).sentAt()).isEqualTo(Instant.parse("2025-05-01T02:10:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "Resolved in 5m 3s: CPU high, {TRIGGER.STATUS}, RESOLVED",
        "Resolved in 5m 3s: CPU high, PROBLEM,          FIRING",
        "Problem: CPU high,           {TRIGGER.STATUS}, FIRING",
        "CPU high,                    {TRIGGER.STATUS}, FIRING",
        "Problem: CPU high,           OK,               RESOLVED",
    })
    void without_a_trigger_status_the_subject_says_whether_it_is_over(String subject, String word, AlarmStatus status) {
        ObjectNode params = params().put("trigger_status", word).put("subject", subject);

        assertThat(convert(params).status()).isEqualTo(status);
    }

    @Test
    void the_default_message_of_a_recovery_is_one_without_a_status_and_names_its_problem() {
        ObjectNode problem = params().put("subject", "cpu")
                .put("message", "Problem started at 10:00:00\nSeverity: High\nOriginal problem ID: 4711\n");
        ObjectNode recovery = params().put("subject", "cpu")
                .put("message", "Problem has been resolved at 10:05:00\nOriginal problem ID: 4711\n");

        assertThat(convert(recovery).status()).isEqualTo(AlarmStatus.RESOLVED);
        assertThat(convert(recovery).fingerprint())
                .isEqualTo("zabbix:event:4711:10084")
                .isEqualTo(convert(problem).fingerprint());
    }

    @Test
    void a_message_without_a_subject_is_keyed_by_its_first_line_and_what_says_nothing_is_refused() {
        assertThat(convert(only("message", "disk of db-1\nfull")).fingerprint())
                .isEqualTo("zabbix:subject:unknown:disk of db-1");
        assertThat(convert(only("host_name", "db-1")).fingerprint()).isEqualTo("zabbix:subject:db-1:unknown");
        assertThatThrownBy(() -> convert(only("url", "http://zabbix")))
                .isInstanceOf(RefusedRequest.class)
                .hasMessageStartingWith("params.subject is required");
    }

    @Test
    void what_is_no_tag_is_left_out_and_costs_no_alarm() {
        ObjectNode params = params();
        params.putArray("tags").add("bare").addNull().addObject().putNull("tag").put("value", "x");
        ((ArrayNode) params.get("tags")).addObject().put("tag", "team").put("value", 5);
        ObjectNode mapped = params();
        mapped.putObject("tags").put("projects_01", "shop").put("team", "db");

        assertThat(convert(params).labels()).containsEntry("team", "5");
        assertThat(convert(mapped).project()).containsExactly("shop");
        assertThat(convert(mapped).labels()).containsEntry("team", "db");
        assertThatThrownBy(() -> convert(params().put("tags", 5))).hasMessageContaining("params.tags must be a list");
    }

    @Test
    void a_cancelled_escalation_gives_the_problem_up() {
        ObjectNode params = params().put("message", "NOTE: Escalation cancelled: host \"db-1\" disabled.\nCPU high");

        assertThat(convert(params).status()).isEqualTo(AlarmStatus.EXPIRED);
    }

    @Test
    void two_triggers_of_one_item_are_two_problems_and_each_has_its_own_recovery() {
        String cpu = convert(params().put("subject", "Problem: CPU high")).fingerprint();
        String load = convert(params().put("subject", "Problem: Load high")).fingerprint();
        String over = convert(
                        params().put("subject", "Resolved in 1m: CPU high").put("trigger_status", "OK"))
                .fingerprint();

        assertThat(cpu).isNotEqualTo(load).isEqualTo(over);
    }

    @Test
    void an_event_id_is_the_fingerprint_where_no_trigger_is_named() {
        assertThat(convert(params().put("event_id", "77")).fingerprint()).isEqualTo("zabbix:event:77:10084");
    }

    @Test
    void services_discovery_and_internal_events_have_no_item_and_are_keyed_by_their_subject() {
        ObjectNode params = params();
        params.remove(List.of("item_name", "item_id", "item_value", "metric_name", "host_id"));

        Alarm alarm = convert(params.put("subject", "Problem: Service shop is down"));

        assertThat(alarm.fingerprint()).isEqualTo("zabbix:subject:db-1:Service shop is down");
        assertThat(alarm.labels()).doesNotContainKeys("item", "metric", "value");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"host_name", "host_id", "ip", "item_name", "item_id", "item_value", "metric_name", "message"})
    void a_number_is_taken_as_text_and_a_field_may_be_missing(String field) {
        assertThat(convert(params().put(field, 5)).raw().path(field).asText()).isEqualTo("5");
        assertThat(convert(params().putNull(field)).fingerprint()).doesNotContain("null");
        assertThat(convert(params().without(List.of(field))).title()).isNotBlank();
    }

    @Test
    void a_list_of_tags_may_have_one_without_a_value_or_with_an_object() {
        ObjectNode params = params();
        params.putArray("tags").addObject().put("tag", "team").putNull("value");
        ((com.fasterxml.jackson.databind.node.ArrayNode) params.get("tags"))
                .addObject()
                .put("tag", "owner")
                .putObject("value")
                .put("name", "db");

        assertThat(convert(params).labels()).containsKey("owner").doesNotContainKey("team");
    }

    @Test
    void the_test_button_is_seen_to_be_a_test() {
        ObjectNode params = params();
        params.fieldNames()
                .forEachRemaining(name -> params.put(name, "{" + name.toUpperCase(java.util.Locale.ROOT) + "}"));
        params.put("subject", "{ALERT.SUBJECT}").put("message", "{ALERT.MESSAGE}");

        assertThat(convert(params).disposition()).isEqualTo(Disposition.TEST);
        assertThat(convert(params()).disposition()).isEqualTo(Disposition.NOTIFY);
    }

    private static ObjectNode only(String field, String value) {
        return JsonNodeFactory.instance.objectNode().put(field, value);
    }

    private static ObjectNode withTags(String tags) {
        return params().put("tags", tags);
    }

    private static ObjectNode params() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("host_name", "db-1")
                .put("host_id", "10084")
                .put("ip", "10.0.0.5")
                .put("item_name", "CPU")
                .put("item_id", "42269")
                .put("item_value", "97.3 %")
                .put("metric_name", "system.cpu")
                .put("message", "Severity: High")
                .put("subject", "Problem: cpu");
    }

    private Alarm convert(ObjectNode params) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("params", params);
        return converter.convert(Intakes.json("zabbix", body.toString())).get(0);
    }
}
