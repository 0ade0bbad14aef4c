package routes.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.ToIntFunction;
import routes.notice.Admission;
import routes.notice.Doorbell;

/**
 * A queue of doorbells for each target, worked off by a common pool. No target gets more than its share of the pool, so
 * one that hangs delays only itself. The worst level goes first, and the oldest of a level; waiting raises a bell's rank,
 * so that nothing starves. Notices about one event go to a target one after another.
 *
 * <p>Failure policy: bells are hints. What does not fit here, or is lost with the process, is rung again by the sweeper.
 */
public final class DeliveryLanes implements AutoCloseable {
    private static final Duration STOP = Duration.ofSeconds(30);

    private final Map<String, Lane> lanes = new HashMap<>();
    private final ExecutorService workers;
    private final ScheduledExecutorService alarmClock;
    private final Bounds bounds;
    private final Admission admission;
    private final BiConsumer<String, Doorbell> delivery;
    private final Digests digests;
    private boolean closed;

    /**
     * @param perTarget sends to one target at a time
     * @param capacity bells that one target may have waiting here
     * @param ageing a bell that waited this long ranks one level higher
     */
    public record Bounds(ToIntFunction<String> perTarget, int capacity, Duration ageing) {}

    /** What a limited target cannot be told one by one in time, is told in one message. */
    public interface Digests {
        /** No backlog is ever too long. */
        Digests NONE = new Digests() {
            @Override
            public int capacity(String target) {
                return Integer.MAX_VALUE;
            }

            @Override
            public Set<String> fold(String target, List<Doorbell> waiting) {
                return Set.of();
            }
        };

        /** How many bells of a target may wait. Asked when the target has to wait, and only then. */
        int capacity(String target);

        /** Folds what is too much. Must not throw. @return the ids of notices that wait in a digest now */
        Set<String> fold(String target, List<Doorbell> waiting);
    }

    /** The threads: those that send, and the one that waits. */
    public record Threads(ExecutorService workers, ScheduledExecutorService alarmClock) {}

    /** @param delivery claims and sends one notice to a target; must not throw */
    public DeliveryLanes(
            Threads threads,
            Bounds bounds,
            Admission admission,
            Digests digests,
            BiConsumer<String, Doorbell> delivery) {
        this.digests = digests;
        this.workers = threads.workers();
        this.alarmClock = threads.alarmClock();
        this.bounds = bounds;
        this.admission = admission;
        this.delivery = delivery;
    }

    /** Queues a bell; one that waits already, or finds the lane full, is dropped. */
    public synchronized void ring(String target, Doorbell bell) {
        if (closed) {
            return;
        }
        Lane lane = lanes.computeIfAbsent(target, key -> new Lane(key, bounds));
        if (lane.size() < bounds.capacity() && lane.add(bell)) {
            pump(lane);
            foldTooMuch(lane);
        }
    }

    /** How many bells wait in all lanes. */
    public synchronized int waiting() {
        return lanes.values().stream().mapToInt(Lane::size).sum();
    }

    /** Stops taking work and waits for what is being sent. */
    @Override
    public void close() throws InterruptedException {
        synchronized (this) {
            closed = true;
            lanes.values().forEach(Lane::clear);
        }
        alarmClock.shutdownNow();
        workers.shutdown();
        workers.awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void pump(Lane lane) {
        while (lane.busy.size() < lane.atOnce && !lane.paused) {
            Optional<Doorbell> next = lane.next();
            if (next.isEmpty()) {
                return;
            }
            Doorbell taken = lane.takeFor(next.get());
            workers.execute(() -> run(lane, taken));
        }
    }

    private void run(Lane lane, Doorbell bell) {
        Duration wait = Duration.ZERO;
        try {
            wait = admission.ask(lane.target);
            if (wait.isZero()) {
                delivery.accept(lane.target, bell);
            }
        } finally {
            if (wait.isZero()) {
                done(lane, bell);
            } else {
                defer(lane, bell, wait);
            }
        }
    }

    private synchronized void defer(Lane lane, Doorbell bell, Duration wait) {
        lane.giveBack(bell);
        if (!lane.paused && !closed) {
            lane.paused = true;
            alarmClock.schedule(() -> goOn(lane), wait.toMillis(), TimeUnit.MILLISECONDS);
        }
        foldTooMuch(lane);
    }

    /** A lane that need not wait is never asked how much it may hold. */
    private void foldTooMuch(Lane lane) {
        if (lane.paused && !lane.folding && !closed && lane.size() > digests.capacity(lane.target)) {
            lane.folding = true;
            List<Doorbell> all = List.copyOf(lane.waiting);
            workers.execute(() -> fold(lane, all));
        }
    }

    private void fold(Lane lane, List<Doorbell> waiting) {
        Set<String> folded = digests.fold(lane.target, waiting);
        synchronized (this) {
            lane.folding = false;
            lane.drop(folded);
            if (!folded.isEmpty()) {
                foldTooMuch(lane);
            }
        }
    }

    private synchronized void goOn(Lane lane) {
        lane.paused = false;
        pump(lane);
        if (lane.idle()) {
            lanes.remove(lane.target, lane);
        }
    }

    private synchronized void done(Lane lane, Doorbell bell) {
        lane.done(bell);
        if (!closed) {
            pump(lane);
        }
        if (lane.idle()) {
            lanes.remove(lane.target, lane);
        }
    }

    private static final class Lane {
        private final String target;
        private final int atOnce;
        private final PriorityQueue<Doorbell> waiting;
        private final Set<String> known = new HashSet<>();
        private final Map<String, Integer> waitingOfEvent = new HashMap<>();
        private final Set<String> busy = new HashSet<>();
        private boolean paused;
        private boolean folding;

        Lane(String target, Bounds bounds) {
            this.target = target;
            this.atOnce = bounds.perTarget().applyAsInt(target);
            this.waiting = new PriorityQueue<>(Comparator.comparingLong((Doorbell bell) -> rank(bell, bounds.ageing()))
                    .thenComparing(Doorbell::noticeId));
        }

        /** A level is worth a head start: every bell ages alike, so the order between two never changes. */
        private static long rank(Doorbell bell, Duration ageing) {
            return bell.since().toEpochMilli() + bell.level().ordinal() * ageing.toMillis();
        }

        boolean add(Doorbell bell) {
            if (!known.add(bell.noticeId())) {
                return false;
            }
            waitingOfEvent.merge(bell.eventId(), 1, Integer::sum);
            return waiting.add(bell);
        }

        /** The first bell whose event nobody is sending about; it stays in the queue until it is taken. */
        Optional<Doorbell> next() {
            Doorbell head = waiting.peek();
            if (head == null || !busy.contains(head.eventId())) {
                return Optional.ofNullable(head);
            }
            List<Doorbell> passed = new ArrayList<>();
            Doorbell found = null;
            while (found == null && !waiting.isEmpty()) {
                Doorbell bell = waiting.poll();
                passed.add(bell);
                found = busy.contains(bell.eventId()) ? null : bell;
            }
            waiting.addAll(passed);
            return Optional.ofNullable(found);
        }

        /** Takes the event's earliest bell, so that what happened later is told later. */
        Doorbell takeFor(Doorbell next) {
            Doorbell first = waitingOfEvent.get(next.eventId()) == 1 ? next : earliest(next.eventId());
            waiting.remove(first);
            waitingOfEvent.computeIfPresent(first.eventId(), (event, count) -> count == 1 ? null : count - 1);
            busy.add(first.eventId());
            return first;
        }

        private Doorbell earliest(String eventId) {
            return waiting.stream()
                    .filter(bell -> bell.eventId().equals(eventId))
                    .min(Comparator.comparing(Doorbell::since))
                    .orElseThrow();
        }

        void giveBack(Doorbell bell) {
            busy.remove(bell.eventId());
            waiting.add(bell);
            waitingOfEvent.merge(bell.eventId(), 1, Integer::sum);
        }

        void done(Doorbell bell) {
            busy.remove(bell.eventId());
            known.remove(bell.noticeId());
        }

        void drop(Set<String> noticeIds) {
            waiting.removeIf(bell -> {
                boolean gone = noticeIds.contains(bell.noticeId());
                if (gone) {
                    known.remove(bell.noticeId());
                    waitingOfEvent.computeIfPresent(bell.eventId(), (event, count) -> count == 1 ? null : count - 1);
                }
                return gone;
            });
        }

        int size() {
            return waiting.size();
        }

        void clear() {
            waiting.clear();
            waitingOfEvent.clear();
        }

        boolean idle() {
            return waiting.isEmpty() && busy.isEmpty() && !paused;
        }
    }
}
