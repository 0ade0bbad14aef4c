package routes.notice.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class RetryAfterPropertyTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final long YEAR = 31_536_000;

    @Property(tries = 1000)
    void seconds_are_taken_as_they_are(@ForAll @LongRange(max = YEAR) long seconds) {
        assertThat(RetryAfter.parse(" " + seconds + " ", NOW)).hasValue(Duration.ofSeconds(seconds));
    }

    @Property(tries = 1000)
    void fractions_of_a_second_are_rounded_up_to_milliseconds(@ForAll @IntRange(max = 9_999_999) int micros) {
        String text = micros / 1_000_000 + "." + String.format("%06d", micros % 1_000_000);

        assertThat(RetryAfter.parse(text, NOW)).hasValue(Duration.ofMillis((micros + 999) / 1000));
    }

    @Property(tries = 1000)
    void a_date_is_the_time_until_then_and_nothing_when_it_has_passed(
            @ForAll @LongRange(min = -YEAR, max = YEAR) long seconds) {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                NOW.plusSeconds(seconds).atOffset(ZoneOffset.UTC));

        if (seconds > 0) {
            assertThat(RetryAfter.parse(date, NOW)).hasValue(Duration.ofSeconds(seconds));
        } else {
            assertThat(RetryAfter.parse(date, NOW)).isEmpty();
        }
    }

    @Property(tries = 1000)
    void any_text_is_a_bounded_time_or_nothing(@ForAll String text) {
        RetryAfter.parse(text, NOW).ifPresent(wait -> assertThat(wait).isBetween(Duration.ZERO, RetryAfter.LONGEST));
    }
}
