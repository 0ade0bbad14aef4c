package routes.datasource.call;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import routes.datasource.PlatformFailure;
import routes.datasource.PlatformQuestion;
import routes.datasource.Quota;

/** Lets calls of one concurrency group through at the pace of its quota, in the order in which they came. */
public final class QuotaQueue {
    private static final String SLOT = "quotaSlot";

    private final CallBudget budget;
    private final Duration longest;
    private final Sleeper sleeper;
    private final Clock clock;
    private final Map<String, Semaphore> slots = new ConcurrentHashMap<>();

    /** @param longest a call waits no longer for its quota */
    public QuotaQueue(CallBudget budget, Duration longest, Clock clock) {
        this(budget, longest, time -> Thread.sleep(time.toMillis()), clock);
    }

    QuotaQueue(CallBudget budget, Duration longest, Sleeper sleeper, Clock clock) {
        this.budget = budget;
        this.longest = longest;
        this.sleeper = sleeper;
        this.clock = clock;
    }

    /** Waits; may be interrupted. */
    @FunctionalInterface
    interface Sleeper {
        void sleep(Duration time) throws InterruptedException;
    }

    /**
     * Waits until the quota has room; {@link #leave} follows whether it had or not.
     *
     * @throws PlatformFailure.Throttled when it has none in time
     */
    public void enter(Exchange exchange) throws InterruptedException {
        PlatformQuestion<?> question = CallSteps.question(exchange);
        Quota quota = question.quota();
        Instant deadline = clock.instant().plus(longest);
        Semaphore parallel = slots.computeIfAbsent(question.group(), name -> new Semaphore(quota.parallel(), true));
        if (!parallel.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            throw late(quota, deadline);
        }
        exchange.setProperty(SLOT, parallel);
        pace(question.group(), quota, deadline);
    }

    /** Gives back what {@link #enter} took. */
    public void leave(Exchange exchange) {
        Semaphore parallel = (Semaphore) exchange.removeProperty(SLOT);
        if (parallel != null) {
            parallel.release();
        }
    }

    private void pace(String group, Quota quota, Instant deadline) throws InterruptedException {
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
