package routes.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceTimeTest {
    @ParameterizedTest
    @CsvSource({
        "1746064800,                2025-05-01T02:00:00Z",
        "1746064800000,             2025-05-01T02:00:00Z",
        "2025-05-01T10:00:00+08:00, 2025-05-01T02:00:00Z",
        "2025-05-01T02:00:00Z,      2025-05-01T02:00:00Z",
        "2025-05-01 10:00:00,       ",
        "0,                         ",
        "-1,                        ",
        "soon,                      ",
        "'',                        ",
        ",                          ",
        "9999999999,                ",
        "99999999999999999999999,   ",
        "2999-01-01T00:00:00Z,      ",
        "1066-01-01T00:00:00Z,      ",
    })
    void a_time_is_seconds_milliseconds_or_iso_8601_and_null_when_it_is_not_believable(
            @Nullable String text, @Nullable Instant expected) {
        assertThat(SourceTime.parse(text, Intakes.RECEIVED)).isEqualTo(expected);
    }

    @Test
    void any_number_is_read_or_null() {
        assertThat(SourceTime.ofEpoch(Long.MAX_VALUE, Intakes.RECEIVED)).isNull();
        assertThat(SourceTime.ofEpoch(Long.MIN_VALUE, Intakes.RECEIVED)).isNull();
        assertThat(SourceTime.ofEpoch(1, Intakes.RECEIVED)).isEqualTo(Instant.ofEpochSecond(1));
    }
}
