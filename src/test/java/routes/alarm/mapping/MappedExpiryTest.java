package routes.alarm.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.alarm.Alarm;
import routes.alarm.Intakes;

/** When an alarm of a mapping ends its problem without a recovery; it is received at three o'clock. */
class MappedExpiryTest {
    private static final String PROGRAM =
            "{fingerprint: .id, status: .status, level: \"P1\", title: \"t\", expires_at: .end}";

    @ParameterizedTest
    @CsvSource({
        "firing, , 2025-05-01T03:30:00Z",
        "firing, 2025-05-01T03:04:00Z, 2025-05-01T03:04:00Z",
        "firing, 0001-01-01T00:00:00Z, 2025-05-01T03:30:00Z",
        "resolved, 2025-05-01T03:04:00Z, ",
        "expired, 2025-05-01T03:04:00Z, ",
    })
    void what_fires_expires_when_it_says_and_else_after_the_time_of_the_mapping(
            String status, @Nullable String end, @Nullable Instant expected) {
        assertThat(expiry(Optional.of(Duration.ofMinutes(30)), status, end)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"firing", "resolved"})
    void without_either_a_problem_waits_for_its_recovery(String status) {
        assertThat(expiry(Optional.empty(), status, null)).isNull();
    }

    @Test
    void a_summary_and_times_of_any_type_cost_no_alarm() {
        String program = "{fingerprint: \"k\", status: \"firing\", summary: {a: 1}, started_at: {}, sent_at: [1],"
                + " expires_at: true}";
        AlarmMapping mapping = new AlarmMapping(
                Optional.empty(), JqProgram.compile("."), JqProgram.compile(program), Optional.empty());

        Alarm alarm = mapping.convert(Intakes.json("demo", "{}")).get(0);

        assertThat(alarm.summary()).isEqualTo("{\"a\":1}");
        assertThat(alarm.startedAt()).isNull();
        assertThat(alarm.sentAt()).isNull();
        assertThat(alarm.expiresAt()).isNull();
    }

    private static @Nullable Instant expiry(Optional<Duration> expiresAfter, String status, @Nullable String end) {
        AlarmMapping mapping =
                new AlarmMapping(Optional.empty(), JqProgram.compile("."), JqProgram.compile(PROGRAM), expiresAfter);
        String body = "{\"id\": \"a\", \"status\": \"%s\", \"end\": %s}"
                .formatted(status, end == null ? "null" : "\"" + end + "\"");
        Alarm alarm = mapping.convert(Intakes.json("demo", body)).get(0);
        return alarm.expiresAt();
    }
}
