package routes.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The same phase of intake, several times. */
record Rounds(List<Pipeline.Intake> all) {
    Rounds {
        all = List.copyOf(all);
    }

    Spread accepted() {
        return spread(Pipeline.Intake::acceptedPerSecond);
    }

    Spread whole() {
        return spread(Pipeline.Intake::wholePerSecond);
    }

    Spread drain() {
        return spread(Pipeline.Intake::drainPerSecond);
    }

    String latency() {
        long refused = all.stream().mapToLong(one -> one.load().refused()).sum();
        return "p50 " + Report.millis(spread(one -> one.load().millisAt(50)).median()) + ", p99 "
                + Report.millis(spread(one -> one.load().millisAt(99)).median())
                + (refused == 0 ? "" : ", " + refused + " refused");
    }

    private Spread spread(ToDoubleFunction<Pipeline.Intake> figure) {
        Spread spread = new Spread();
        all.forEach(one -> spread.add(figure.applyAsDouble(one)));
        return spread;
    }
}
