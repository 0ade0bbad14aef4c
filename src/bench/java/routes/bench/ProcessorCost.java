package routes.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** What an alarm costs in processor time: it says more than a rate where other work shares the cores. */
final class ProcessorCost {
    private final List<Supplier<Duration>> processes;
    private List<Duration> before = List.of();

    ProcessorCost(Supplier<Duration> application, Supplier<Duration> broker, Supplier<Duration> store) {
        processes = List.of(application, broker, store);
    }

    /** Milliseconds of each process. */
    record Millis(double application, double broker, double store) {
        double total() {
            return application + broker + store;
        }

        String parts() {
            return String.format(
                    Locale.ROOT, "application %.2f ms, broker %.2f ms, store %.2f ms", application, broker, store);
        }
    }

    void begin() {
        before = now();
    }

    /** Since {@link #begin()}, for each of so many. */
    Millis of(long count) {
        List<Duration> now = now();
        double[] millis = new double[processes.size()];
        for (int i = 0; i < millis.length; i++) {
            millis[i] = now.get(i).minus(before.get(i)).toNanos() / 1e6 / count;
        }
        return new Millis(millis[0], millis[1], millis[2]);
    }

    private List<Duration> now() {
        return processes.stream().map(Supplier::get).toList();
    }
}
