package routes.steps.kafka;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Exchange;
import org.apache.camel.component.kafka.KafkaConstants;

/** Shows how long the oldest record has waited that a stage has in hand: a stage that is stuck shows up at once. */
public final class StageWatch {
    private static final long NOTHING = 0;
    private static final double MILLIS = 1000.0;

    private final MeterRegistry registry;
    private final Clock clock;
    private final Map<String, AtomicLong> oldest = new ConcurrentHashMap<>();

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
        oldest(stage).set(first);
    }

    /** The stage has stored its result. */
    void done(String stage) {
        oldest(stage).set(NOTHING);
    }

    /** When the oldest record was written that a stage has in hand, for those that have one. */
    public Map<String, Instant> inHand() {
        Map<String, Instant> found = new HashMap<>();
        oldest.forEach((stage, first) -> {
            long millis = first.get();
            if (millis != NOTHING) {
                found.put(stage, Instant.ofEpochMilli(millis));
            }
        });
        return found;
    }

    private AtomicLong oldest(String stage) {
        return oldest.computeIfAbsent(stage, this::watched);
    }

    private AtomicLong watched(String stage) {
        AtomicLong since = new AtomicLong(NOTHING);
        Gauge.builder("veaiops.stage.oldest.seconds", since, this::age)
                .description("age of the oldest record that the stage has in hand; 0 when it has none")
                .tag("stage", stage)
                .register(registry);
        return since;
    }

    private double age(AtomicLong since) {
        long first = since.get();
        return first == NOTHING ? 0 : Math.max(0, clock.millis() - first) / MILLIS;
    }
}
