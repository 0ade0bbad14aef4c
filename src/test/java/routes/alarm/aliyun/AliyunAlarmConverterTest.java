package routes.alarm.aliyun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.alarm.Alarm;
import routes.alarm.AlarmStatus;
import routes.alarm.Intakes;
import routes.alarm.Level;
import routes.alarm.OwnerLabels.Label;
import routes.common.error.RefusedRequest;

class AliyunAlarmConverterTest {
    private final AliyunAlarmConverter converter = new AliyunAlarmConverter();

    @ParameterizedTest
    @CsvSource({
        "ALERT,             CRITICAL, FIRING,   P0",
        "ALERT,             critical, FIRING,   P0",
        "ALERT,             WARN,     FIRING,   P1",
        "ALERT,             INFO,     FIRING,   P2",
        "ALERT,             OTHER,    FIRING,   P2",
        "ALERT,             null,     FIRING,   P2",
        "ALARM,             WARN,     FIRING,   P1",
        "INSUFFICIENT_DATA, null,     FIRING,   P2",
        "INSUFFICIENT_DATA, CRITICAL, FIRING,   P0",
        "null,              WARN,     FIRING,   P1",
        "OK,                OK,       RESOLVED, P2",
        "OK,                CRITICAL, RESOLVED, P0",
        "Resolved,          WARN,     RESOLVED, P1",
        "已恢复,             WARN,     RESOLVED, P1",
        "未恢复,             WARN,     FIRING,   P1",
    })
    void state_and_level_are_read_from_their_fields(String state, String word, AlarmStatus status, Level level) {
        Alarm alarm = convert(Map.of("ruleId", "r", "alertState", state, "triggerLevel", word));

        assertThat(alarm.status()).isEqualTo(status);
        assertThat(alarm.level()).isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{instanceId=i-x, userId=1}          | aliyun:rule:r:instanceId=i-x:userId=1",
                "{userId=1, instanceId=i-x}          | aliyun:rule:r:instanceId=i-x:userId=1",
                "userId=1, instanceId=i-x            | aliyun:rule:r:instanceId=i-x:userId=1",
                "[{\"userId\":\"1\",\"instanceId\":\"i-x\"}] | aliyun:rule:r:instanceId=i-x:userId=1",
                "{\"userId\":1,\"instanceId\":\"i-x\"} | aliyun:rule:r:instanceId=i-x:userId=1",
                "{instanceId=i-y}                    | aliyun:rule:r:instanceId=i-y",
                "anything                            | aliyun:rule:r:anything",
                "{}                                  | aliyun:rule:r:{}",
                "null                                | aliyun:rule:r",
            })
    void the_fingerprint_is_the_rule_and_the_dimensions_in_any_order(String dimensions, String fingerprint) {
        assertThat(convert(Map.of("ruleId", "r", "dimensions", dimensions)).fingerprint())
                .isEqualTo(fingerprint);
    }

    @Test
    void without_a_rule_the_metric_and_its_dimensions_are_the_fingerprint() {
        Map<String, String> form = Map.of("rawMetricName", "Cpu", "metricName", "CPU", "dimensions", "{a=1}");

        assertThat(convert(form).fingerprint()).isEqualTo("aliyun:metric::Cpu:a=1");
    }

    @ParameterizedTest
    @CsvSource({"metricName, CPU", "dimensions, {a=1}", "alertState, ALERT", "ruleId, null", "ruleId, ''", "other, x"})
    void what_names_neither_rule_nor_metric_with_dimensions_is_refused(String name, String value) {
        assertThatThrownBy(() -> convert(Map.of(name, value)))
                .isInstanceOfSatisfying(
                        RefusedRequest.class, e -> assertThat(e.field()).contains("ruleId"));
    }

    @Test
    void an_empty_form_is_refused_and_not_stored_as_an_alarm_about_nothing() {
        assertThatThrownBy(() -> convert(Map.of())).isInstanceOf(RefusedRequest.class);
        assertThatThrownBy(() -> converter.convert(Intakes.json("aliyun", "{}")))
                .isInstanceOf(RefusedRequest.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{a=1, b=2}          | a:1 b:2",
                "{a=1=2, b=}         | a:1=2 b:",
                "{oops, b=2}         | b:2",
                "{a=1, oops, b=2}    | a:1 b:2",
                "{=1, b=2}           | b:2",
                "a=1                 | a:1",
                "{a=1,2, b=2}        | a:1,2 b:2",
                "{\"a\":1,\"b\":\"2\"} | a:1 b:2",
                "{                   | ''",
                "}                   | ''",
                "{}                  | ''",
                "[{\"a\":            | ''",
            })
    void labels_are_split_on_the_first_equals_sign_and_a_broken_piece_costs_no_other(String text, String pairs) {
        List<Label> labels = KeyValueText.pairs(text);

        assertThat(String.join(
                        " ",
                        labels.stream().map(l -> l.name() + ":" + l.value()).toList()))
                .isEqualTo(pairs);
    }

    @Test
    void json_numbers_are_read_as_text_and_the_timestamp_is_when_it_occurred() {
        Alarm alarm = converter
                .convert(Intakes.json("aliyun", "{\"ruleId\":7,\"curValue\":9.5,\"timestamp\":1746064800000}"))
                .get(0);

        assertThat(alarm.fingerprint()).isEqualTo("aliyun:rule:7");
        assertThat(alarm.raw().get("curValue").textValue()).isEqualTo("9.5");
        assertThat(alarm.sentAt()).isEqualTo(Instant.ofEpochSecond(1746064800));
    }

    @Test
    void raw_has_every_field_of_the_reference_and_null_for_what_was_not_said() {
        Map<String, String> form =
                new HashMap<>(Map.of("ruleId", "r", "signature", "", "groupId", "null", "extra", "x"));

        Alarm alarm = convert(form);

        assertThat(alarm.raw().size()).isEqualTo(21);
        assertThat(alarm.raw().get("signature").isNull()).isTrue();
        assertThat(alarm.raw().get("groupId").isNull()).isTrue();
        assertThat(alarm.raw().get("customLabels").isNull()).isTrue();
        assertThat(alarm.raw().has("extra")).isFalse();
        assertThat(alarm.region()).isEmpty();
    }

    private Alarm convert(Map<String, String> form) {
        return converter.convert(Intakes.form("aliyun", form)).get(0);
    }
}
