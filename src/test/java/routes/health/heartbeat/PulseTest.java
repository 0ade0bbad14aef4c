package routes.health.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fakes.SampleEvent.NOW;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PulseTest {
    /** The watch was made at 0 s and waits for 300 s. */
    @ParameterizedTest(name = "last alarm at {0}, listening since {1}, silent since {2}, now {3}: {4}")
    @CsvSource(
            nullValues = "-",
            value = {
                "-,   0,   -,   299, UNCHANGED",
                "-,   0,   -,   300, SILENT",
                "-,   -9,  -,   299, UNCHANGED",
                "200, 0,   -,   499, UNCHANGED",
                "200, 0,   -,   500, SILENT",
                "200, 400, -,   699, UNCHANGED",
                "200, 400, -,   700, SILENT",
                "-90, -99, -,   299, UNCHANGED",
                "200, 0,   500, 900, UNCHANGED",
                "200, 800, 500, 900, UNCHANGED",
                "501, 0,   500, 510, OVER",
                "-,   0,   -5,  10,  OVER"
            })
    void it_counts_from_the_last_alarm_a_change_of_the_watch_or_the_end_of_an_outage_and_ends_when_heard(
            @Nullable Long seen, long listening, @Nullable Long silent, long now, Pulse.Verdict verdict) {
        Pulse pulse = new Pulse(HeartbeatFixtures.watchdog(), at(seen), at(silent));

        assertThat(pulse.verdict(NOW.plusSeconds(listening), NOW.plusSeconds(now)))
                .isEqualTo(verdict);
    }

    private static @Nullable Instant at(@Nullable Long seconds) {
        return seconds == null ? null : NOW.plusSeconds(seconds);
    }
}
