package routes.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/** One figure, measured several times. */
final class Spread {
    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        values.add(value);
    }

    double median() {
        double[] sorted = sorted();
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return 0;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The lowest and the highest, where there are several. */
    String range(DoubleFunction<String> shown) {
        double[] sorted = sorted();
        return sorted.length < 2 ? "" : shown.apply(sorted[0]) + " to " + shown.apply(sorted[sorted.length - 1]);
    }

    private double[] sorted() {
        return values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }
}
