package routes.steps.delivery;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import routes.alarm.Level;
import routes.notice.Admission;
import routes.notice.NoticeQueued;

/**
 * A queue of doorbells for each target, worked off by a common pool. No target, and no host, gets more than its share of the
 * pool ({@link WorkerShares}), so that those that hang delay only themselves. The worst level goes first, and the oldest of a level; waiting raises a bell's rank,
 * so that nothing starves. Notices about one event go to a target one after another.
 *
 * <p>Failure policy: bells are hints. What does not fit here, or is lost with the process, is rung again by the sweeper.
 */
public final class TargetQueues implements AutoCloseable {
    private static final Duration STOP = Duration.ofSeconds(30);

    private final Map<String, TargetQueue> lanes = new HashMap<>();
    private final ExecutorService workers;
    private final WorkerShares shares;
    private final HeldQueues held = new HeldQueues();
    private final ScheduledExecutorService alarmClock;
    private final Bounds bounds;
    private final Admission admission;
    private final BiFunction<String, NoticeQueued, Outcome> delivery;
    private final Digests digests;
    private boolean closed;

    /**
     * @param perTarget sends to one target at a time
     * @param capacity bells that one target may have waiting here
     * @param ageing a bell that waited this long ranks one level higher
     * @param host what shares a share of the workers with other targets
     */
    public record Bounds(
            ToIntFunction<String> perTarget, int capacity, Duration ageing, Function<String, String> host) {}

    /** What a limited target cannot be told one by one in time, is told in one message. */
    public interface Digests {
        /** No backlog is ever too long. */
        Digests NONE = new Digests() {
            @Override
            public int capacity(String target) {
                return Integer.MAX_VALUE;
            }

            @Override
            public Set<String> fold(String target, List<NoticeQueued> waiting) {
                return Set.of();
            }
        };

        /** How many bells of a target may wait. Asked when the target has to wait, and only then. */
        int capacity(String target);

        /** Folds what is too much. Must not throw. @return the ids of notices that wait in a digest now */
        Set<String> fold(String target, List<NoticeQueued> waiting);
    }

    /**
     * What came of a turn.
     *
     * @param called whether the target was called
     * @param pause how long the target must be left alone when it was not; zero when the notice needs no other turn
     */
    public record Outcome(boolean called, Duration pause) {
        static final Outcome CALLED = new Outcome(true, Duration.ZERO);
        static final Outcome UNUSED = new Outcome(false, Duration.ZERO);

        static Outcome later(Duration pause) {
            return new Outcome(false, pause);
        }
    }

    /**
     * The threads: those that send, and the one that waits.
     *
     * @param shares how many of those that send a host may hold
     */
    public record Threads(ExecutorService workers, WorkerShares shares, ScheduledExecutorService alarmClock) {}

    /** @param delivery claims and sends one notice to a target; must not throw */
    public TargetQueues(
            Threads threads,
            Bounds bounds,
            Admission admission,
            Digests digests,
            BiFunction<String, NoticeQueued, Outcome> delivery) {
        this.digests = digests;
        this.workers = threads.workers();
        this.shares = threads.shares();
        this.alarmClock = threads.alarmClock();
        this.bounds = bounds;
        this.admission = admission;
        this.delivery = delivery;
    }

    /** Queues a bell; one that waits already, or finds the lane full, is dropped. */
    public synchronized void ring(String target, NoticeQueued bell) {
        if (closed) {
            return;
        }
        TargetQueue lane = lanes.computeIfAbsent(target, key -> new TargetQueue(key, bounds));
        if (lane.size() < bounds.capacity() && lane.add(bell)) {
            pump(lane);
            foldTooMuch(lane);
        }
    }

    /** How many bells wait in all lanes. */
    public synchronized int waiting() {
        return lanes.values().stream().mapToInt(TargetQueue::size).sum();
    }

    /** Stops taking work and waits for what is being sent. */
    @Override
    public void close() throws InterruptedException {
        synchronized (this) {
            closed = true;
            lanes.values().forEach(TargetQueue::clear);
            held.clear();
        }
        alarmClock.shutdownNow();
        workers.shutdown();
        workers.awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void pump(TargetQueue lane) {
        while (lane.open()) {
            Optional<NoticeQueued> next = lane.next();
            if (next.isEmpty()) {
                return;
            }
            Optional<NoticeQueued> starts = next.filter(bell -> mayStart(lane, bell))
                    .or(() -> lane.nextUrgent().filter(bell -> mayStart(lane, bell)));
            if (starts.isEmpty()) {
                held.add(lane, lane.nextUrgent().isPresent());
                return;
            }
            NoticeQueued taken = lane.takeFor(starts.get());
            long started = nanos();
            shares.started(lane.host, started);
            workers.execute(() -> run(lane, taken, started));
        }
    }

    private boolean mayStart(TargetQueue lane, NoticeQueued bell) {
        return shares.mayStart(lane.host, bell.level() == Level.P0, nanos());
    }

    /** A worker is free: what was held up goes on, the worst first, then host by host. */
    private void pumpHeld() {
        for (boolean urgent : List.of(true, false)) {
            Optional<TargetQueue> next = held.poll(urgent, host -> shares.mayStart(host, urgent, nanos()));
            while (next.isPresent()) {
                pump(next.get());
                next = held.poll(urgent, host -> shares.mayStart(host, urgent, nanos()));
            }
        }
    }

    private void run(TargetQueue lane, NoticeQueued bell, long started) {
        Outcome outcome = Outcome.UNUSED;
        long begun = nanos();
        try {
            Duration wait = admission.ask(lane.target);
            begun = nanos();
            outcome = wait.isZero() ? delivery.apply(lane.target, bell) : Outcome.later(wait);
        } finally {
            ended(lane, started, outcome.called() ? Duration.ofNanos(nanos() - begun) : null);
            if (outcome.pause().isZero()) {
                done(lane, bell);
            } else {
                defer(lane, bell, outcome.pause());
            }
        }
    }

    private synchronized void ended(TargetQueue lane, long started, @Nullable Duration took) {
        shares.ended(lane.host, started, took);
    }

    private static long nanos() {
        return System.nanoTime();
    }

    private synchronized void defer(TargetQueue lane, NoticeQueued bell, Duration wait) {
        lane.giveBack(bell);
        if (!lane.paused && !closed) {
            lane.paused = true;
            alarmClock.schedule(() -> goOn(lane), wait.toMillis(), TimeUnit.MILLISECONDS);
        }
        foldTooMuch(lane);
        if (!closed) {
            pumpHeld();
        }
    }

    /** A lane that need not wait is never asked how much it may hold. */
    private void foldTooMuch(TargetQueue lane) {
        if (lane.paused && !lane.folding && !closed && lane.size() > digests.capacity(lane.target)) {
            lane.folding = true;
            List<NoticeQueued> all = lane.waiting();
            workers.execute(() -> fold(lane, all));
        }
    }

    private void fold(TargetQueue lane, List<NoticeQueued> waiting) {
        Set<String> folded = digests.fold(lane.target, waiting);
        synchronized (this) {
            lane.folding = false;
            lane.drop(folded);
            if (!folded.isEmpty()) {
                foldTooMuch(lane);
            }
        }
    }

    private synchronized void goOn(TargetQueue lane) {
        lane.paused = false;
        pump(lane);
        forgetIdle(lane);
    }

    private synchronized void done(TargetQueue lane, NoticeQueued bell) {
        lane.done(bell);
        if (!closed) {
            pump(lane);
            pumpHeld();
        }
        forgetIdle(lane);
    }

    private void forgetIdle(TargetQueue lane) {
        if (lane.idle()) {
            lanes.remove(lane.target, lane);
            held.remove(lane);
        }
    }
}
