package routes.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The same phase of intake, several times. */
record Rounds(List<Pipeline.Intake> all) {
    Rounds {
        all = List.copyOf(all);
    }

    double acceptedPerSecond() {
        return median(Pipeline.Intake::acceptedPerSecond);
    }

    double wholePerSecond() {
        return median(Pipeline.Intake::wholePerSecond);
    }

    double drainPerSecond() {
        return median(Pipeline.Intake::drainPerSecond);
    }

    /** The slowest and the fastest. */
    String spread() {
        double[] sorted = sorted(Pipeline.Intake::acceptedPerSecond);
        return Report.number(sorted[0]) + " to " + Report.number(sorted[sorted.length - 1]) + " /s";
    }

    String latency() {
        long refused = all.stream().mapToLong(one -> one.load().refused()).sum();
        return "p50 " + Report.millis(median(one -> one.load().millisAt(50))) + ", p99 "
                + Report.millis(median(one -> one.load().millisAt(99)))
                + (refused == 0 ? "" : ", " + refused + " refused");
    }

    private double median(ToDoubleFunction<Pipeline.Intake> figure) {
        double[] sorted = sorted(figure);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private double[] sorted(ToDoubleFunction<Pipeline.Intake> figure) {
        return all.stream().mapToDouble(figure).sorted().toArray();
    }
}
