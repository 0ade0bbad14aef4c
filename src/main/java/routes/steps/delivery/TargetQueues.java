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
import routes.notice.NoticeQueued;

/**
 * A queue of due notices for each target, worked off by a common pool. No target, and no host, gets more than its share of the
 * pool ({@link WorkerShares}), so that those that hang delay only themselves. The worst level goes first, and the oldest of a
 * level; waiting raises the rank of a notice,
 * so that nothing starves. Notices about one event go to a target one after another.
 *
 * <p>Failure policy: the store has every notice. What does not fit here, or is lost with the process, is queued again by the sweeper.
 */
public final class TargetQueues implements AutoCloseable {
    private static final Duration STOP = Duration.ofSeconds(30);

    private final Map<String, TargetQueue> queues = new HashMap<>();
    private final ExecutorService workers;
    private final WorkerShares shares;
    private final HeldQueues held = new HeldQueues();
    private final ScheduledExecutorService timer;
    private final Bounds bounds;
    private final BiFunction<String, NoticeQueued, Outcome> delivery;
    private final Digests digests;
    private boolean closed;

    /**
     * @param perTarget sends to one target at a time
     * @param capacity notices that one target may have waiting here
     * @param ageing a notice that waited this long ranks one level higher
     * @param host what shares a share of the workers with other targets
     */
    public record Bounds(
            ToIntFunction<String> perTarget, int capacity, Duration ageing, Function<String, String> host) {}

    /** Folds what a limited target cannot be sent one by one in time into one message. */
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

        /** How many notices of a target may wait. Called when the target has to wait, and only then. */
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
     * @param workers the threads that send
     * @param shares how many of them a host may hold
     * @param timer the thread that waits
     * @param delivery claims and sends one notice to a target, when the target may be sent to; must not throw
     */
    public TargetQueues(
            ExecutorService workers,
            WorkerShares shares,
            ScheduledExecutorService timer,
            Bounds bounds,
            Digests digests,
            BiFunction<String, NoticeQueued, Outcome> delivery) {
        this.digests = digests;
        this.workers = workers;
        this.shares = shares;
        this.timer = timer;
        this.bounds = bounds;
        this.delivery = delivery;
    }

    /** Queues a notice; one that waits already, or finds its queue full, is dropped. */
    public synchronized void add(String target, NoticeQueued queued) {
        if (closed) {
            return;
        }
        TargetQueue queue = queues.computeIfAbsent(target, key -> new TargetQueue(key, bounds));
        if (queue.size() < bounds.capacity() && queue.add(queued)) {
            pump(queue);
            foldTooMuch(queue);
        }
    }

    /** How many notices wait in all queues. */
    public synchronized int waiting() {
        return queues.values().stream().mapToInt(TargetQueue::size).sum();
    }

    /** Stops taking work and waits for what is being sent. */
    @Override
    public void close() throws InterruptedException {
        synchronized (this) {
            closed = true;
            queues.values().forEach(TargetQueue::clear);
            held.clear();
        }
        timer.shutdownNow();
        workers.shutdown();
        workers.awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void pump(TargetQueue queue) {
        while (queue.open()) {
            Optional<NoticeQueued> next = queue.next();
            if (next.isEmpty()) {
                return;
            }
            Optional<NoticeQueued> starts = next.filter(queued -> mayStart(queue, queued))
                    .or(() -> queue.nextUrgent().filter(queued -> mayStart(queue, queued)));
            if (starts.isEmpty()) {
                held.add(queue, queue.nextUrgent().isPresent());
                return;
            }
            NoticeQueued taken = queue.takeFor(starts.get());
            long started = nanos();
            shares.started(queue.host, started);
            workers.execute(() -> run(queue, taken, started));
        }
    }

    private boolean mayStart(TargetQueue queue, NoticeQueued queued) {
        return shares.mayStart(queue.host, queued.level() == Level.P0, nanos());
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

    private void run(TargetQueue queue, NoticeQueued queued, long started) {
        Outcome outcome = Outcome.UNUSED;
        long begun = nanos();
        try {
            outcome = delivery.apply(queue.target, queued);
        } finally {
            ended(queue, started, outcome.called() ? Duration.ofNanos(nanos() - begun) : null);
            if (outcome.pause().isZero()) {
                done(queue, queued);
            } else {
                defer(queue, queued, outcome.pause());
            }
        }
    }

    private synchronized void ended(TargetQueue queue, long started, @Nullable Duration took) {
        shares.ended(queue.host, started, took);
    }

    private static long nanos() {
        return System.nanoTime();
    }

    private synchronized void defer(TargetQueue queue, NoticeQueued queued, Duration wait) {
        queue.giveBack(queued);
        if (!queue.paused && !closed) {
            queue.paused = true;
            timer.schedule(() -> goOn(queue), wait.toMillis(), TimeUnit.MILLISECONDS);
        }
        foldTooMuch(queue);
        if (!closed) {
            pumpHeld();
        }
    }

    /** How much a queue may hold is only looked up when it has to wait. */
    private void foldTooMuch(TargetQueue queue) {
        if (queue.paused && !queue.folding && !closed && queue.size() > digests.capacity(queue.target)) {
            queue.folding = true;
            List<NoticeQueued> all = queue.waiting();
            workers.execute(() -> fold(queue, all));
        }
    }

    private void fold(TargetQueue queue, List<NoticeQueued> waiting) {
        Set<String> folded = digests.fold(queue.target, waiting);
        synchronized (this) {
            queue.folding = false;
            queue.drop(folded);
            if (!folded.isEmpty()) {
                foldTooMuch(queue);
            }
        }
    }

    private synchronized void goOn(TargetQueue queue) {
        queue.paused = false;
        pump(queue);
        forgetIdle(queue);
    }

    private synchronized void done(TargetQueue queue, NoticeQueued queued) {
        queue.done(queued);
        if (!closed) {
            pump(queue);
            pumpHeld();
        }
        forgetIdle(queue);
    }

    private void forgetIdle(TargetQueue queue) {
        if (queue.idle()) {
            queues.remove(queue.target, queue);
            held.remove(queue);
        }
    }
}
