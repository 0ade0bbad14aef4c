package routes.steps.watch;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.steps.kafka.KafkaAccess;
import routes.steps.kafka.LogWatch;

/**
 * Whether Kafka and MongoDB answer, and so whether this copy can take alarms: it can while one of them is there, because
 * the spool stands in for the log. A copy that Kafka has refused since its start (wrong credentials, no trust, no rights) is
 * not ready, so that a roll-out stops at the first one; a refusal later counts as away, for then every copy would leave at
 * once. This is the readiness check; liveness depends on neither.
 */
public final class DependencyHealth extends AbstractHealthCheck {
    private static final Logger LOG = LoggerFactory.getLogger(DependencyHealth.class);
    private static final String KAFKA = "kafka";
    private static final String MONGODB = "mongodb";

    private final LogWatch log;
    private final Runnable pingStore;
    private final Map<String, AtomicInteger> up = Map.of(KAFKA, new AtomicInteger(1), MONGODB, new AtomicInteger(1));
    private volatile boolean letIn;
    private volatile boolean refused;

    /** @param pingStore throws when the store does not answer */
    public DependencyHealth(LogWatch log, Runnable pingStore, MeterRegistry registry) {
        super("veaiops", "surroundings");
        this.log = log;
        this.pingStore = pingStore;
        up.forEach((name, state) -> Gauge.builder("veaiops.dependency.up", state, AtomicInteger::get)
                .description("1 while it answers")
                .tag("name", name)
                .register(registry));
    }

    /** Checks both; a timer calls it. */
    public void check() throws InterruptedException {
        try {
            pingStore.run();
            note(MONGODB, true);
        } catch (RuntimeException e) {
            note(MONGODB, false);
        }
        try {
            log.look();
            letIn = true;
            refused = false;
            note(KAFKA, true);
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            note(KAFKA, false);
            noteRefusal(e);
        }
    }

    /** Which of them did not answer at the last check. */
    public Set<String> away() {
        return up.entrySet().stream()
                .filter(one -> one.getValue().get() == 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        up.forEach((name, state) -> builder.detail(name, state.get() == 1 ? "up" : "away"));
        if (refused) {
            builder.detail(KAFKA, "refuses this copy").down();
        } else if (up.values().stream().anyMatch(state -> state.get() == 1)) {
            builder.up();
        } else {
            builder.down();
        }
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    private void noteRefusal(Exception failure) {
        boolean before = refused;
        refused = !letIn && (before || KafkaAccess.isRefusal(failure));
        if (refused && !before) {
            LOG.error(
                    "Kafka refuses this copy, which is not ready until it is let in: {}; see camel.component.kafka.*",
                    KafkaAccess.reason(failure));
        }
    }

    private void note(String name, boolean answers) {
        int now = answers ? 1 : 0;
        if (Objects.requireNonNull(up.get(name), name).getAndSet(now) != now) {
            LOG.warn("{} {}", name, answers ? "answers again" : "does not answer");
        }
    }
}
