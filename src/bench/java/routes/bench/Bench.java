package routes.bench;

import java.util.function.Supplier;

/**
 * What the parts of the benchmark work with.
 *
 * @param rest lets the store collect its garbage, and waits until it does next to nothing
 * @param cost processor time of the application, the broker and the store
 */
record Bench(BenchSettings settings, Report report, Pipeline pipeline, Store store, Runnable rest, ProcessorCost cost) {
    /** An intake phase that begins with an empty store at rest. */
    Supplier<Pipeline.Intake> emptied(Turns turns, Supplier<Pipeline.Intake> phase) {
        return turns.counted(
                () -> {
                    store.empty();
                    rest.run();
                },
                phase);
    }

    Turns turns() {
        return new Turns(settings, cost);
    }
}
