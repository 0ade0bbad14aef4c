package routes.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    @Test
    void a_list_names_several_rates() {
        assertThat(Rate.list("5/1s, 100/1m"))
                .containsExactly(new Rate(5, Duration.ofSeconds(1)), new Rate(100, Duration.ofMinutes(1)));
    }

    @Test
    void nothing_means_no_limit() {
        assertThat(Rate.list(" ")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"20", "20/m", "0/1m", "-1/1s", "20/0s", "twenty/1m", "20/1d"})
    void anything_else_is_refused_with_an_example(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Rate.list(text));
    }

    @Test
    void the_permits_may_be_used_at_once_and_the_next_one_waits_for_the_period() {
        Rate twice = new Rate(2, Duration.ofSeconds(10));

        assertThat(twice.wait(List.of(START), START)).isZero();
        assertThat(twice.wait(List.of(START, START.plusSeconds(4)), START.plusSeconds(5)))
                .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(6));
        assertThat(twice.wait(List.of(START, START.plusSeconds(4)), START.plusSeconds(11)))
                .isZero();
    }

    @Property(tries = 200)
    void no_stretch_of_one_period_ever_sees_more_than_the_permits(
            @ForAll @IntRange(min = 1, max = 30) int permits,
            @ForAll @IntRange(min = 1, max = 90) int seconds,
            @ForAll List<@IntRange(min = 0, max = 4000) Integer> pauses) {
        Rate rate = new Rate(permits, Duration.ofSeconds(seconds));
        List<Instant> sent = new ArrayList<>();
        Instant now = START;

        for (int pause : pauses) {
            now = now.plusMillis(pause);
            now = now.plus(rate.wait(sent, now));
            sent.add(now);
        }

        for (int i = permits; i < sent.size(); i++) {
            assertThat(Duration.between(sent.get(i - permits), sent.get(i))).isGreaterThan(rate.period());
        }
    }
}
