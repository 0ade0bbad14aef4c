package routes.datasource;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hours of a block on another clock. */
class DayPartTest {
    private static final Instant WINTER = Instant.parse("2026-01-15T00:00:00Z");
    private static final Instant SUMMER = Instant.parse("2026-07-15T00:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "0, 24, Asia/Shanghai, UTC, 00:00-23:59",
        "6, 12, UTC, UTC, 06:00-11:59",
        "6, 12, Asia/Shanghai, UTC, 00:00-03:59 22:00-23:59",
        "8, 12, Asia/Shanghai, UTC, 00:00-03:59",
        "0, 8, Asia/Shanghai, UTC, 16:00-23:59",
        "18, 24, UTC, Asia/Kolkata, 00:00-05:29 23:30-23:59",
        "0, 6, America/New_York, Asia/Shanghai, 13:00-18:59"
    })
    void a_block_covers_the_same_time_on_both_clocks(int from, int to, String here, String there, String expected) {
        List<DayPart> parts =
                DayPart.of(new RuleBlock(from, to, null, null), ZoneId.of(here), ZoneId.of(there), WINTER);

        assertThat(String.join(
                        " ",
                        parts.stream()
                                .map(part -> part.first() + "-" + part.last())
                                .toList()))
                .isEqualTo(expected);
        assertThat(parts.stream().mapToInt(part -> part.end() - part.start()).sum())
                .isEqualTo((to - from) * 60);
    }

    @Test
    void hours_move_with_daylight_saving_time() {
        RuleBlock block = new RuleBlock(8, 12, null, null);
        ZoneId berlin = ZoneId.of("Europe/Berlin");

        assertThat(DayPart.of(block, berlin, ZoneId.of("UTC"), WINTER).get(0).first())
                .isEqualTo("07:00");
        assertThat(DayPart.of(block, berlin, ZoneId.of("UTC"), SUMMER).get(0).first())
                .isEqualTo("06:00");
    }
}
