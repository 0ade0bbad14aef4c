package routes.steps.housekeeping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import routes.steps.housekeeping.HistorySweep.Kind;
import routes.steps.watch.PipelineMetrics;

class HistorySweepTest {
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<Instant> asked = new ArrayList<>();

    @Test
    void what_is_older_than_its_days_is_deleted_and_counted() {
        sweep(Duration.ofDays(90)).sweep("events");

        assertThat(asked).containsExactly(NOW.minus(Duration.ofDays(90)));
        assertThat(registry.counter("veaiops.history.deleted", "kind", "events").count())
                .isEqualTo(7);
    }

    @Test
    void zero_days_keep_for_ever() {
        sweep(Duration.ZERO).sweep("events");

        assertThat(asked).isEmpty();
        assertThat(registry.find("veaiops.history.deleted").counter()).isNull();
    }

    @Test
    void a_negative_time_and_an_unknown_kind_are_refused_by_name() {
        assertThatThrownBy(() -> sweep(Duration.ofDays(-1))).hasMessageContaining("events cannot be kept for -1 days");
        assertThatThrownBy(() -> sweep(Duration.ZERO).sweep("letters")).hasMessageContaining("letters");
        assertThatThrownBy(() -> new Kind("alarms", Duration.ZERO, false, before -> 0))
                .hasMessageContaining("alarms cannot be kept for 0 days");
    }

    private HistorySweep sweep(Duration kept) {
        Kind events = new Kind("events", kept, true, before -> {
            asked.add(before);
            return 7;
        });
        return new HistorySweep(List.of(events), new PipelineMetrics(registry), Clock.fixed(NOW, ZoneOffset.UTC));
    }
}
