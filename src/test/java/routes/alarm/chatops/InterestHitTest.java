package routes.alarm.chatops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.alarm.Alarm;
import routes.alarm.BoundedJson;
import routes.alarm.Disposition;
import routes.alarm.Intakes;
import routes.alarm.Level;
import routes.common.error.RefusedRequest;

class InterestHitTest {
    @Test
    void nothing_satisfied_is_not_matched_at_p2() {
        InterestHit hit = hit(rule("a", "Detect", "\"P0\"", "\"PT1H\"", false));

        assertThat(hit.disposition()).isEqualTo(Disposition.NOT_MATCHED);
        assertThat(hit.level()).isEqualTo(Level.P2);
        assertThat(hit.names()).isEmpty();
        assertThat(hit.silence()).isZero();
    }

    @Test
    void a_satisfied_filter_beats_every_detector() {
        InterestHit hit = hit(
                rule("a", "Detect", "\"P0\"", "\"PT1H\"", true) + "," + rule("b", "Filter", "null", "\"PT1H\"", true));

        assertThat(hit.disposition()).isEqualTo(Disposition.FILTERED);
        assertThat(hit.level()).isEqualTo(Level.P2);
    }

    @Test
    void a_filter_that_is_not_satisfied_filters_nothing() {
        InterestHit hit = hit(
                rule("a", "Detect", "\"P1\"", "\"PT1H\"", true) + "," + rule("b", "Filter", "null", "\"PT1H\"", false));

        assertThat(hit.disposition()).isEqualTo(Disposition.NOTIFY);
        assertThat(hit.ids()).containsExactly("id-a");
    }

    @Test
    void the_most_severe_level_and_the_shortest_silence_of_the_satisfied_rules_count() {
        InterestHit hit = hit(rule("a", "Detect", "\"P1\"", "\"PT6H\"", true) + ","
                + rule("b", "Detect", "null", "600", true) + ","
                + rule("c", "Detect", "\"P0\"", "1", false));

        assertThat(hit.level()).isEqualTo(Level.P1);
        assertThat(hit.silence()).isEqualTo(Duration.ofMinutes(10));
        assertThat(hit.names()).containsExactly("a", "b");
    }

    @Test
    void a_detector_without_level_is_p2() {
        assertThat(hit(rule("a", "Detect", "null", "null", true)).level()).isEqualTo(Level.P2);
    }

    @ParameterizedTest
    @CsvSource({
        "\"PT6H\", PT6H",
        "\"P1D\", PT24H",
        "\"P1W\", PT168H",
        "\"P1DT1H\", PT25H",
        "90, PT1M30S",
        "0, PT0S",
        "1.5, PT1.5S",
        "null, PT6H",
    })
    void a_silence_is_seconds_or_iso_8601_and_six_hours_when_it_is_not_said(String json, Duration expected) {
        InterestHit hit = hit(rule("a", "Detect", "null", json, true));

        assertThat(hit.silence()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"soon\"", "\"P1M\"", "\"P99999999999D\"", "1e300", "[]", "{}", "true"})
    void a_silence_that_is_no_duration_is_refused(String json) {
        assertThatThrownBy(() -> convert(rule("a", "Detect", "null", json, true)))
                .isInstanceOfSatisfying(
                        RefusedRequest.class, e -> assertThat(e.field()).contains("data[0].silence_delta"));
    }

    @Test
    void the_hit_is_the_same_from_the_post_and_from_the_stored_raw() {
        String rules = rule("a", "Detect", "\"P1\"", "600", true);
        Alarm alarm = convert(rules);

        assertThat(InterestHit.of(alarm.raw())).isEqualTo(hit(rules));
        assertThat(alarm.raw().at("/data/0/silence_delta").textValue()).isEqualTo("PT10M");
    }

    @Test
    void another_message_or_agent_is_another_problem_and_the_same_post_a_repeat() {
        String rules = rule("a", "Detect", "null", "600", true);

        assertThat(convert(rules).fingerprint()).isEqualTo(convert(rules).fingerprint());
        assertThat(convert(rules).fingerprint())
                .isNotEqualTo(
                        posted(notification(rules).replace("om_1", "om_2")).fingerprint());
    }

    private static InterestHit hit(String rules) {
        JsonNode notification = BoundedJson.object(notification(rules).getBytes(StandardCharsets.UTF_8));
        return InterestHit.of(notification);
    }

    private static Alarm convert(String rules) {
        return posted(notification(rules));
    }

    private static Alarm posted(String body) {
        return new ChatopsAlarmConverter()
                .convert(Intakes.json("chatops", body))
                .get(0);
    }

    private static String notification(String rules) {
        return "{\"bot_id\":\"b\",\"channel\":\"Lark\",\"msg_id\":\"om_1\",\"chat_id\":\"c\","
                + "\"agent_type\":\"chatops_interest_agent\",\"data\":[" + rules + "]}";
    }

    private static String rule(String name, String action, String level, String silence, boolean satisfied) {
        return "{\"uuid\":\"id-" + name + "\",\"name\":\"" + name + "\",\"action_category\":\"" + action
                + "\",\"inspect_category\":\"RE\",\"level\":" + level + ",\"silence_delta\":" + silence
                + ",\"bot_id\":\"b\",\"channel\":\"Lark\",\"is_satisfied\":" + satisfied + "}";
    }
}
