package routes.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import routes.fixtures.ManualClock;

/** A flood of refused callers fills neither the audit nor hides others in it. */
class RefusalBudgetTest {
    private final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final RefusalBudget budget = new RefusalBudget(100, clock);

    @Test
    void one_address_has_a_tenth_of_a_minute_and_others_are_still_seen() {
        assertThat(taken("10.0.0.1", 1000)).isEqualTo(10);
        assertThat(taken("10.0.0.2", 3)).isEqualTo(3);

        clock.advance(Duration.ofMinutes(1));

        assertThat(taken("10.0.0.1", 1000)).isEqualTo(10);
    }

    @Test
    void all_addresses_together_have_a_bound() {
        int all = IntStream.range(0, 500).map(one -> taken("10.0.1." + one, 5)).sum();

        assertThat(all).isEqualTo(100);
    }

    @Test
    void a_bound_below_one_is_refused_by_its_name() {
        assertThat(new RefusalBudget(1, clock).take("a")).isTrue();
        assertThatThrownBy(() -> new RefusalBudget(0, clock))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("veaiops.audit.refusals-per-minute");
    }

    private int taken(String address, int times) {
        return (int)
                IntStream.range(0, times).filter(one -> budget.take(address)).count();
    }
}
