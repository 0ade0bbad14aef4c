package routes.steps.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import routes.fixtures.ManualClock;

class StageWatchTest {
    private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final ManualClock clock = new ManualClock(NOW);
    private final StageWatch watch = new StageWatch(registry, clock);

    @Test
    void a_batch_counts_its_records_and_the_time_to_its_commit() {
        watch.begins("merge", batch(3));
        clock.advance(Duration.ofSeconds(2));
        watch.done("merge");

        assertThat(counted("veaiops.stage.records")).isEqualTo(3);
        assertThat(counted("veaiops.stage.repeats")).isZero();
        assertThat(registry.get("veaiops.stage.batch").timer().totalTime(TimeUnit.SECONDS))
                .isEqualTo(2);
        assertThat(watch.inHand()).isEmpty();
    }

    @Test
    void a_batch_that_begins_again_is_an_error_and_its_records_count_once() {
        watch.begins("merge", batch(3));
        watch.begins("merge", batch(3));
        clock.advance(Duration.ofSeconds(5));

        assertThat(counted("veaiops.stage.records")).isEqualTo(3);
        assertThat(counted("veaiops.stage.repeats")).isOne();
        assertThat(registry.get("veaiops.stage.batch").timer().count()).isZero();
        assertThat(registry.get("veaiops.stage.oldest.seconds").gauge().value()).isEqualTo(5);
        assertThat(watch.inHand()).containsEntry("merge", NOW);
    }

    private double counted(String name) {
        return registry.get(name).tag("stage", "merge").counter().count();
    }

    private static List<Exchange> batch(int records) {
        return IntStream.range(0, records)
                .mapToObj(i -> {
                    Exchange record = new DefaultExchange(new DefaultCamelContext());
                    record.getMessage().setHeader(KafkaConstants.TIMESTAMP, NOW.toEpochMilli());
                    return record;
                })
                .toList();
    }
}
