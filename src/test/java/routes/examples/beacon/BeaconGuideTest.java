package routes.examples.beacon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import routes.alarm.Alarm;
import routes.alarm.AlarmStatus;
import routes.alarm.Intake;
import routes.common.error.RefusedRequest;

/** The development guide's example does what the guide says, and the guide shows it as it is. */
class BeaconGuideTest {
    private static final Path CODE = Path.of("src/test/java/routes/examples/beacon/BeaconAlarmConverter.java");
    private static final Path GUIDE = Path.of("docs/development.md");

    @Test
    void a_problem_and_its_end_have_one_fingerprint() {
        List<Alarm> down = convert("{\"check_id\":\"7\",\"name\":\"login\",\"ok\":false,\"text\":\"504\"}");
        List<Alarm> up = convert("{\"check_id\":\"7\",\"name\":\"login\",\"ok\":true}");

        assertThat(down).singleElement().extracting(Alarm::status).isEqualTo(AlarmStatus.FIRING);
        assertThat(up).singleElement().extracting(Alarm::status).isEqualTo(AlarmStatus.RESOLVED);
        assertThat(down.get(0).fingerprint()).isEqualTo(up.get(0).fingerprint());
    }

    @Test
    void a_missing_field_is_named() {
        assertThatExceptionOfType(RefusedRequest.class)
                .isThrownBy(() -> convert("{\"name\":\"login\",\"ok\":true}"))
                .satisfies(refused -> assertThat(refused.field()).contains("check_id"));
    }

    @Test
    void the_guide_shows_the_class_as_it_is() throws Exception {
        String code = Files.readString(CODE);
        String shown = code.substring(code.indexOf("/** One post"));

        assertThat(Files.readString(GUIDE).replaceAll("(?m)^   ", "")).contains(shown);
    }

    private static List<Alarm> convert(String body) {
        return new BeaconAlarmConverter()
                .convert(new Intake(
                        "beacon",
                        "application/json",
                        body.getBytes(StandardCharsets.UTF_8),
                        Map.of(),
                        null,
                        Instant.parse("2026-11-23T10:00:00Z"),
                        () -> "0123456789abcdef01234567"));
    }
}
