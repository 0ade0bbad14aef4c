package routes.alarm.volcengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.alarm.Alarm;
import routes.alarm.AlarmStatus;
import routes.alarm.Intakes;
import routes.alarm.Level;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;

class VolcengineAlarmConverterTest {
    private static final String HEADER =
            "\"AccountId\":\"1\",\"RuleName\":\"cpu\",\"RuleId\":\"r:1\",\"Namespace\":\"N\","
                    + "\"SubNamespace\":\"S\",\"HappenedAt\":\"2025-05-01 10:00:00(UTC+08:00)\"";

    private final VolcengineAlarmConverter converter = new VolcengineAlarmConverter();

    @ParameterizedTest
    @CsvSource({
        "Metric,          Resources,                critical, FIRING,   P0",
        "Metric,          Resources,                warning,  FIRING,   P1",
        "Metric,          Resources,                notice,   FIRING,   P2",
        "Metric,          Resources,                Critical, FIRING,   P0",
        "Metric,          Resources,                紧急,       FIRING,   P0",
        "Metric,          Resources,                other,    FIRING,   P2",
        "Event,           Resources,                critical, FIRING,   P0",
        "MetricRecovered, RecoveredResources,       critical, RESOLVED, P0",
        "MetricsNoData,   NoDataResources,          notice,   FIRING,   P2",
        "MetricsNoData,   NoDataResources,          other,    FIRING,   P1",
        "NoDataRecovered, NoDataRecoveredResources, critical, RESOLVED, P0",
        "NoDataRecovered, NoDataRecoveredResources, other,    RESOLVED, P1",
    })
    void type_and_level_decide_status_and_level(
            String type, String list, String word, AlarmStatus status, Level level) {
        Alarm alarm = only(notification(type, word, list, resource("\"ag\"", "i-1", "1746064860")));

        assertThat(alarm.status()).isEqualTo(status);
        assertThat(alarm.level()).isEqualTo(level);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Metric", "MetricRecovered", "Event", "MetricsNoData", "NoDataRecovered"})
    void a_notification_without_resources_is_one_alarm_about_the_rule(String type) {
        assertThat(only(notification(type, "critical", "Unknown", "")).fingerprint())
                .isEqualTo("volcengine:rule:r%3A1");
        assertThat(only(notification(type, "critical", "Resources", "")).fingerprint())
                .isEqualTo("volcengine:rule:r%3A1");
    }

    @Test
    void resources_in_another_list_than_the_type_says_are_not_lost() {
        String body = notification("MetricRecovered", "critical", "Resources", resource("\"ag\"", "i-1", "1"));

        assertThat(only(body).fingerprint()).isEqualTo("volcengine:group:ag");
    }

    @Test
    void a_group_id_that_occurs_twice_gives_two_alarms_in_order() {
        String body = notification(
                "Metric", "notice", "Resources", resource("\"ag\"", "i-1", "1") + "," + resource("\"ag\"", "i-2", "1"));

        assertThat(convert(body))
                .extracting(Alarm::fingerprint)
                .containsExactly("volcengine:group:ag", "volcengine:group:ag");
        assertThat(convert(body))
                .extracting(alarm -> alarm.raw().at("/Resource/Id").asText())
                .containsExactly("i-1", "i-2");
    }

    @ParameterizedTest
    @CsvSource({"null", "''", "' '"})
    void a_resource_without_group_id_is_known_by_rule_and_resource_whatever_metrics_it_names(String group) {
        String groupJson = group.equals("null") ? "null" : "\"" + group + "\"";
        String body = notification("Metric", "notice", "Resources", resource(groupJson, "i-1", "1"));

        assertThat(only(body).fingerprint()).isEqualTo("volcengine:rule:r%3A1:i-1");
    }

    @ParameterizedTest
    @CsvSource({
        "1746064860,     2025-05-01T02:01:00Z",
        "1746064860000,  2025-05-01T02:01:00Z",
        "0,              2025-05-01T02:00:00Z",
        "-5,             2025-05-01T02:00:00Z",
        "99999999999999, 2025-05-01T02:00:00Z",
    })
    void the_last_alert_time_in_seconds_or_milliseconds_is_when_it_occurred_else_happened_at(
            String lastAlertTime, Instant expected) {
        String body = notification("Metric", "notice", "Resources", resource("\"ag\"", "i-1", lastAlertTime));

        assertThat(only(body).sentAt()).isEqualTo(expected);
    }

    @Test
    void a_recovery_with_the_time_of_its_alarm_is_not_earlier_than_it() {
        String resource = resource("\"ag\"", "i-1", "1746064860");
        Alarm firing = only(notification("Metric", "notice", "Resources", resource));
        Alarm recovery = only(notification("MetricRecovered", "notice", "RecoveredResources", resource));

        assertThat(recovery.sentAt()).isEqualTo(firing.sentAt());
        assertThat(recovery.fingerprint()).isEqualTo(firing.fingerprint());
    }

    @Test
    void raw_is_the_header_and_one_resource_without_lists_and_unknown_fields() {
        Alarm alarm = only(notification("Metric", "notice", "Resources", resource("\"ag\"", "i-1", "1")));

        assertThat(alarm.raw().properties())
                .extracting(Map.Entry::getKey)
                .containsExactly(
                        "Type",
                        "AccountId",
                        "RuleName",
                        "RuleId",
                        "Namespace",
                        "SubNamespace",
                        "Level",
                        "HappenedAt",
                        "RuleCondition",
                        "Project",
                        "Tags",
                        "Resource");
        assertThat(alarm.raw().at("/Resource").has("Unknown")).isFalse();
    }

    @Test
    void a_repeated_delivery_gives_the_same_ids_and_each_resource_its_own() {
        String body = notification(
                "Metric", "notice", "Resources", resource("\"a\"", "i-1", "1") + "," + resource("\"b\"", "i-2", "1"));
        var intake = Intakes.retried(Intakes.json("volcengine", body), "trace-1");

        List<String> first = converter.convert(intake).stream().map(Alarm::id).toList();
        List<String> again = converter.convert(intake).stream().map(Alarm::id).toList();

        assertThat(again).isEqualTo(first);
        assertThat(first).doesNotHaveDuplicates();
    }

    @Test
    void many_resources_are_taken_and_only_with_a_huge_header_refused() {
        String resources = String.join(",", Collections.nCopies(1000, resource("\"ag\"", "i-1", "1")));
        String body = notification("Metric", "notice", "Resources", resources);
        String huge = body.replace("\"cpu\"", "\"" + "x".repeat(100_000) + "\"");

        assertThat(convert(body)).hasSize(1000);
        assertThatThrownBy(() -> convert(huge)).isInstanceOfSatisfying(RefusedRequest.class, e -> assertThat(e.code())
                .isEqualTo(ErrorCode.BODY_TOO_LARGE));
    }

    @Test
    void an_unknown_type_is_a_bad_request() {
        assertThatThrownBy(() -> convert(notification("Gossip", "notice", "Resources", "")))
                .isInstanceOfSatisfying(
                        RefusedRequest.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_REQUEST));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"Id\":[]}                                   | Resources[0].Id",
                "{\"Name\":\"n\"}                              | Resources[0].Id",
                "{\"AlertGroupId\":{}}                         | Resources[0].AlertGroupId",
                "5                                             | Resources[0]",
            })
    void a_wrong_resource_is_refused_by_its_path(String resource, String path) {
        assertThatThrownBy(() -> convert(notification("Metric", "notice", "Resources", resource)))
                .isInstanceOfSatisfying(
                        RefusedRequest.class, e -> assertThat(e.field()).contains(path));
    }

    private Alarm only(String body) {
        List<Alarm> alarms = convert(body);
        assertThat(alarms).hasSize(1);
        return alarms.get(0);
    }

    private List<Alarm> convert(String body) {
        return converter.convert(Intakes.json("volcengine", body));
    }

    private static String notification(String type, String level, String list, String resources) {
        return "{\"Type\":\"" + type + "\"," + HEADER + ",\"Level\":\"" + level + "\",\"" + list + "\":[" + resources
                + "]}";
    }

    private static String resource(String groupJson, String id, String lastAlertTime) {
        return "{\"AlertGroupId\":" + groupJson + ",\"Id\":\"" + id + "\",\"Name\":\"web\",\"Region\":\"cn\","
                + "\"FirstAlertTime\":1,\"LastAlertTime\":" + lastAlertTime
                + ",\"Unknown\":1,\"Metrics\":[{\"Name\":\"Mem\"},{\"Name\":\"Cpu\"},{\"Name\":\"Mem\"}]}";
    }
}
