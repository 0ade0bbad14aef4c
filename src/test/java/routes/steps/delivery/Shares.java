package routes.steps.delivery;

import java.time.Duration;

/** Shares of workers for tests of other things: each host may hold all. */
final class Shares {
    private Shares() {}

    static WorkerShares of(int workers) {
        return new WorkerShares(new WorkerShares.Limits(2 * workers, 0, workers, workers, Duration.ofMinutes(1)));
    }
}
