package routes.health.ledger;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Shows what waits, and for how long: that a backlog is worked off after a blip, and how far that is. An age grows between
 * two counts, and while the store is away, so that a stuck system never seems idle.
 */
public final class BacklogWatch {
    private static final double MILLIS = 1000.0;

    private final Backlog backlog;
    private final MeterRegistry registry;
    private final Clock clock;
    private final Gauges notices =
            new Gauges("veaiops.notices.due", "notices whose time has come and that no worker is sending", "channel");
    private final Gauges sweeps =
            new Gauges("veaiops.sweep.due", "work of a sweeper that is due and was not checked", "work");
    private final Gauges spools =
            new Gauges("veaiops.spool.waiting", "accepted records that wait in the spool for the log", "log");

    public BacklogWatch(Backlog backlog, MeterRegistry registry, Clock clock) {
        this.backlog = backlog;
        this.registry = registry;
        this.clock = clock;
    }

    /** Brings the gauges up to date; a timer calls it. */
    public void count() {
        Instant now = clock.instant();
        spools.show(backlog.spools());
        sweeps.show(backlog.sweeps(now));
        notices.show(backlog.notices(now));
    }

    /** Two gauges for each thing that was ever seen: how much waits, and the age of the oldest. */
    private final class Gauges {
        private final String name;
        private final String what;
        private final String label;
        private final Map<String, AtomicReference<Backlog.Waiting>> seen = new ConcurrentHashMap<>();

        Gauges(String name, String what, String label) {
            this.name = name;
            this.what = what;
            this.label = label;
        }

        void show(Map<String, Backlog.Waiting> now) {
            now.keySet().forEach(one -> seen.computeIfAbsent(one, this::made));
            seen.forEach((one, waiting) -> waiting.set(now.getOrDefault(one, Backlog.Waiting.NOTHING)));
        }

        private AtomicReference<Backlog.Waiting> made(String one) {
            AtomicReference<Backlog.Waiting> waiting = new AtomicReference<>(Backlog.Waiting.NOTHING);
            Gauge.builder(name, waiting, of -> Objects.requireNonNull(of.get()).count())
                    .description(what)
                    .tag(label, one)
                    .register(registry);
            Gauge.builder(name + ".oldest.seconds", waiting, of -> age(Objects.requireNonNull(of.get())))
                    .description("how long the oldest of it has waited; 0 when nothing waits: " + what)
                    .tag(label, one)
                    .register(registry);
            return waiting;
        }
    }

    private double age(Backlog.Waiting waiting) {
        return Optional.ofNullable(waiting.since())
                .map(since ->
                        Math.max(0, Duration.between(since, clock.instant()).toMillis()) / MILLIS)
                .orElse(0.0);
    }
}
