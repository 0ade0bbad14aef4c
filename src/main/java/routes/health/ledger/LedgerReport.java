package routes.health.ledger;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Draws up the ledger, for the API and on a schedule as a check of the hub. */
public final class LedgerReport {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerReport.class);

    private final LedgerCounts counts;
    private final Map<String, LongSupplier> lags;
    private final Times times;
    private final MeterRegistry registry;
    private final Clock clock;
    private final AtomicLong imbalances = new AtomicLong();
    private final Map<String, AtomicLong> gauges = new ConcurrentHashMap<>();

    /**
     * @param grace what has not moved for longer is stuck
     * @param checked the period that the scheduled check covers
     */
    public record Times(Duration grace, Duration checked) {}

    /**
     * @param lags records that the merge and the dispatch have not finished, under {@code merge} and {@code dispatch}
     */
    public LedgerReport(
            LedgerCounts counts, Map<String, LongSupplier> lags, Times times, MeterRegistry registry, Clock clock) {
        this.counts = counts;
        this.lags = Map.copyOf(lags);
        this.times = times;
        this.registry = registry;
        this.clock = clock;
        Gauge.builder("veaiops.ledger.imbalances", imbalances, AtomicLong::get)
                .description("findings of the latest check: 0 when everything accepted is accounted for")
                .register(registry);
    }

    public Ledger ledger(Instant from, Instant to) {
        long inLog = lag("merge");
        Ledger.Waiting waiting = new Ledger.Waiting(inLog, counts.spooled(), inLog + lag("dispatch"));
        return Ledger.of(
                from, to, waiting, counts, counts.overdue(clock.instant().minus(times.grace())));
    }

    private long lag(String stage) {
        return Objects.requireNonNull(lags.get(stage), stage).getAsLong();
    }

    /** The scheduled check: logs and exports what is wrong. */
    public void check() {
        Instant now = clock.instant();
        Ledger ledger = ledger(now.minus(times.checked()), now);
        imbalances.set(ledger.imbalances().size());
        ledger.imbalances().forEach(finding -> LOG.warn("ledger: {}", finding));
        ledger.notices()
                .forEach((channel, fates) ->
                        fates.forEach((fate, count) -> gauge(channel, fate).set(count)));
    }

    private AtomicLong gauge(String channel, String fate) {
        return gauges.computeIfAbsent(channel + " " + fate, key -> {
            AtomicLong value = new AtomicLong();
            Gauge.builder("veaiops.ledger.notices", value, AtomicLong::get)
                    .description("notices made in the period of the latest check, by what became of them")
                    .tag("channel", channel)
                    .tag("fate", fate)
                    .register(registry);
            return value;
        });
    }
}
