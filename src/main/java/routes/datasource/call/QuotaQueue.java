package routes.datasource.call;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import routes.datasource.PlatformFailure;
import routes.datasource.Quota;

/** Lets calls of one concurrency group through at the pace of its quota, in the order in which they came. */
final class QuotaQueue {
    private final CallBudget budget;
    private final Sleeper sleeper;
    private final Clock clock;
    private final Map<String, Semaphore> open = new ConcurrentHashMap<>();

    QuotaQueue(CallBudget budget, Sleeper sleeper, Clock clock) {
        this.budget = budget;
        this.sleeper = sleeper;
        this.clock = clock;
    }

    /** Waits; may be interrupted. */
    @FunctionalInterface
    interface Sleeper {
        void sleep(Duration time) throws InterruptedException;
    }

    /** @throws PlatformFailure.Throttled when the turn does not come in time */
    <T> T inTurn(String group, Quota quota, Duration longest, Supplier<T> call) throws InterruptedException {
        Instant deadline = clock.instant().plus(longest);
        Semaphore parallel = open.computeIfAbsent(group, name -> new Semaphore(quota.parallel(), true));
        if (!parallel.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            throw late(quota, deadline);
        }
        try {
            enter(group, quota, deadline);
            return call.get();
        } finally {
            parallel.release();
        }
    }

    private void enter(String group, Quota quota, Instant deadline) throws InterruptedException {
        Duration wait = budget.enter(group, quota.perSecond(), clock.instant());
        while (!wait.isZero()) {
            if (clock.instant().plus(wait).isAfter(deadline)) {
                throw late(quota, clock.instant().plus(wait));
            }
            sleeper.sleep(wait);
            wait = budget.enter(group, quota.perSecond(), clock.instant());
        }
    }

    private static PlatformFailure late(Quota quota, Instant until) {
        return new PlatformFailure.Throttled(
                "quota",
                "too many calls wait for this account: " + quota.perSecond() + " a second, " + quota.parallel()
                        + " at the same time",
                until);
    }
}
