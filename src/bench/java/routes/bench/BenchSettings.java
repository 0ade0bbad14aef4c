package routes.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;

/**
 * How long and how much. Every value is a system property {@code bench.<name>}; {@code -Dbench.quick=true} is a short run
 * for a first look.
 *
 * @param warmUp load before the first measurement of the application, half of it before a raw limit: the JIT needs about
 *     25 s
 * @param phase one measurement of throughput
 * @param rounds how often each phase is measured, that of the application and that of Alertmanager in turn; medians are compared
 * @param latency one measurement at a fixed rate
 * @param idle how long nothing is asked of the application; half of it before
 * @param deliveries notices in the measurement of delivery
 * @param stored events in the store for the "with stored events" rows
 * @param subscriptions how many for the "with subscriptions" rows
 * @param write whether {@code docs/benchmarks.md} is written
 * @param onlyDelivery leaves out the raw limits, the intake, the full store, starts and an idle application
 * @param folder where servers keep data and logs
 */
record BenchSettings(
        Duration warmUp,
        Duration phase,
        int rounds,
        Duration latency,
        Duration idle,
        int deliveries,
        int stored,
        int subscriptions,
        boolean write,
        boolean onlyDelivery,
        Path folder) {

    /** As the system properties say. */
    static BenchSettings given() {
        boolean quick = Boolean.getBoolean("bench.quick");
        return new BenchSettings(
                seconds("warm-up-seconds", quick ? 12 : 40),
                seconds("phase-seconds", quick ? 4 : 6),
                number("rounds", quick ? 1 : 5),
                seconds("latency-seconds", quick ? 5 : 8),
                seconds("idle-seconds", quick ? 10 : 40),
                number("deliveries", quick ? 3_000 : 10_000),
                number("stored", quick ? 20_000 : 1_000_000),
                number("subscriptions", 10_000),
                Boolean.getBoolean("bench.write"),
                Boolean.getBoolean("bench.only-delivery"),
                Path.of("target", "bench"));
    }

    Duration warmUpOfPart() {
        return warmUp.dividedBy(2);
    }

    static void pause(Duration time) {
        Awaitility.await().pollDelay(time).atMost(time.plusMinutes(1)).until(() -> true);
    }

    private static Duration seconds(String name, int fallback) {
        return Duration.ofSeconds(number(name, fallback));
    }

    private static int number(String name, int fallback) {
        return Optional.ofNullable(System.getProperty("bench." + name))
                .map(Integer::parseInt)
                .orElse(fallback);
    }
}
