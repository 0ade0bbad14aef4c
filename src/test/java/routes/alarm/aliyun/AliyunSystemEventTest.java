package routes.alarm.aliyun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.alarm.Alarm;
import routes.alarm.AlarmStatus;
import routes.alarm.Intakes;
import routes.alarm.Level;
import routes.common.error.RefusedRequest;

class AliyunSystemEventTest {
    private final AliyunAlarmConverter converter = new AliyunAlarmConverter();

    @ParameterizedTest
    @CsvSource({
        "CRITICAL, Executing, FIRING,   P0",
        "WARN,     Scheduled, FIRING,   P1",
        "INFO,     Normal,    FIRING,   P2",
        "CRITICAL, Executed,  RESOLVED, P0",
        "CRITICAL, Avoided,   RESOLVED, P0",
        "WARN,     Canceled,  RESOLVED, P1",
    })
    void level_and_step_are_read(String level, String step, AlarmStatus status, Level expected) {
        Alarm alarm = convert(event(step).put("level", level));

        assertThat(alarm.status()).isEqualTo(status);
        assertThat(alarm.level()).isEqualTo(expected);
        assertThat(alarm.title()).isEqualTo("Instance:SystemFailure.Reboot:" + step + " · web");
        assertThat(alarm.labels())
                .containsEntry("product", "ECS")
                .containsEntry("host", "web")
                .containsEntry("region", "cn-beijing");
    }

    @Test
    void the_steps_of_one_event_are_one_problem_by_its_id_or_else_by_its_name_and_resource() {
        assertThat(convert(event("Scheduled")).fingerprint())
                .isEqualTo("aliyun:event:e-1")
                .isEqualTo(convert(event("Executed")).fingerprint());
        assertThat(convert(withoutId("Scheduled")).fingerprint())
                .isEqualTo(convert(withoutId("Executed")).fingerprint())
                .isNotEqualTo(
                        convert(withoutId("Executed").put("resourceId", "i-2")).fingerprint());
    }

    @Test
    void content_may_come_as_json_text_or_as_plain_text() {
        Alarm embedded =
                convert(event("Executing").put("content", "{\"eventId\":\"e-9\",\"reason\":\"a disk fails\"}"));
        Alarm plain = convert(event("Executing").put("content", "a disk fails"));

        assertThat(embedded.fingerprint()).isEqualTo("aliyun:event:e-9");
        assertThat(embedded.summary()).isEqualTo("Executing: a disk fails");
        assertThat(plain.fingerprint()).startsWith("aliyun:event:Instance");
    }

    @Test
    void it_ends_by_itself_after_a_day_and_its_time_is_when_it_was_sent() {
        Alarm alarm = convert(event("Executing").put("eventTime", "20250501T105900.000+0800"));

        assertThat(alarm.sentAt()).isEqualTo(Instant.parse("2025-05-01T02:59:00Z"));
        assertThat(alarm.expiresAt()).isEqualTo(alarm.receivedAt().plus(Duration.ofDays(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"product", "content", "resourceId"})
    void some_fields_may_be_missing(String field) {
        ObjectNode event = event("Executing");
        event.remove(field);

        assertThat(convert(event).title()).contains("Reboot");
    }

    @Test
    void an_event_about_nothing_is_refused_and_a_callback_of_a_rule_is_none() {
        ObjectNode nothing = event("Executing");
        nothing.remove(List.of("content", "resourceId"));

        assertThatThrownBy(() -> convert(nothing))
                .isInstanceOf(RefusedRequest.class)
                .hasMessageContaining("resourceId");
        assertThat(convert(event("Executing").put("ruleId", "r")).fingerprint()).isEqualTo("aliyun:rule:r");
    }

    private static ObjectNode event(String step) {
        ObjectNode event = JsonNodeFactory.instance
                .objectNode()
                .put("product", "ECS")
                .put("resourceId", "acs:ecs:cn-beijing:1:instance/i-1")
                .put("level", "CRITICAL")
                .put("instanceName", "web")
                .put("regionId", "cn-beijing")
                .put("name", "Instance:SystemFailure.Reboot:" + step)
                .put("status", step);
        event.putObject("content").put("eventId", "e-1").put("eventType", "SystemFailure.Reboot");
        return event;
    }

    private static ObjectNode withoutId(String step) {
        ObjectNode event = event(step);
        event.remove("content");
        return event;
    }

    private Alarm convert(ObjectNode body) {
        return converter.convert(Intakes.json("aliyun", body.toString())).get(0);
    }
}
