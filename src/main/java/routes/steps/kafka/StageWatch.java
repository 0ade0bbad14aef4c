package routes.steps.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Exchange;
import org.apache.camel.component.kafka.KafkaConstants;

/**
 * Shows what a stage does: how many records it takes, how often it repeats a batch, how long a batch takes, and how long the
 * oldest record has waited that it has in hand. A stage that is stuck shows up at once.
 */
public final class StageWatch {
    private static final long NOTHING = 0;
    private static final double MILLIS = 1000.0;

    private final MeterRegistry registry;
    private final Clock clock;
    private final Map<String, Stage> stages = new ConcurrentHashMap<>();

    /**
     * @param oldest when the oldest record was written that the stage has in hand
     * @param begun when it began the batch that it has in hand
     */
    private record Stage(AtomicLong oldest, AtomicLong begun, Counter records, Counter repeats, Timer batches) {}

    public StageWatch(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
    }

    /** A stage begins with a batch, or begins it again. */
    void begins(String stage, List<Exchange> batch) {
        long first = batch.stream()
                .mapToLong(one -> one.getMessage().getHeader(KafkaConstants.TIMESTAMP, clock.millis(), Long.class))
                .min()
                .orElse(NOTHING);
        Stage watched = stage(stage);
        watched.oldest.set(first);
        if (watched.begun.compareAndSet(NOTHING, clock.millis())) {
            watched.records.increment(batch.size());
        } else {
            watched.repeats.increment();
        }
    }

    /** The stage has stored its result. */
    void done(String stage) {
        Stage watched = stage(stage);
        watched.oldest.set(NOTHING);
        long begun = watched.begun.getAndSet(NOTHING);
        if (begun != NOTHING) {
            watched.batches.record(Duration.ofMillis(Math.max(0, clock.millis() - begun)));
        }
    }

    /** When the oldest record was written that a stage has in hand, for those that have one. */
    public Map<String, Instant> inHand() {
        Map<String, Instant> found = new HashMap<>();
        stages.forEach((stage, watched) -> {
            long millis = watched.oldest.get();
            if (millis != NOTHING) {
                found.put(stage, Instant.ofEpochMilli(millis));
            }
        });
        return found;
    }

    private Stage stage(String stage) {
        return stages.computeIfAbsent(stage, this::watched);
    }

    private Stage watched(String stage) {
        AtomicLong since = new AtomicLong(NOTHING);
        Gauge.builder("veaiops.stage.oldest.seconds", since, this::age)
                .description("age of the oldest record that the stage has in hand; 0 when it has none")
                .tag("stage", stage)
                .register(registry);
        return new Stage(
                since,
                new AtomicLong(NOTHING),
                registry.counter("veaiops.stage.records", "stage", stage),
                registry.counter("veaiops.stage.repeats", "stage", stage),
                Timer.builder("veaiops.stage.batch")
                        .description("from the first step of a batch to the commit of its offsets")
                        .tag("stage", stage)
                        .register(registry));
    }

    private double age(AtomicLong since) {
        long first = since.get();
        return first == NOTHING ? 0 : Math.max(0, clock.millis() - first) / MILLIS;
    }
}
