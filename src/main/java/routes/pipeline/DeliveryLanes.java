package routes.pipeline;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import routes.notice.Notice;

/**
 * A queue for each target, worked off by a common pool. No target gets more than its share of the pool, so one that hangs
 * delays only itself; notices about one event go to a target one after another, so a recovery never overtakes its alarm.
 */
public final class DeliveryLanes implements AutoCloseable {
    private final Map<String, Lane> lanes = new HashMap<>();
    private final ExecutorService workers;
    private final int perTarget;
    private final int capacity;
    private final Consumer<Notice> delivery;
    private boolean closed;

    /**
     * @param perTarget sends to one target at a time
     * @param capacity notices that one target may have waiting here; the rest stays in the store
     * @param delivery does one attempt; must not throw
     */
    public DeliveryLanes(ExecutorService workers, int perTarget, int capacity, Consumer<Notice> delivery) {
        this.workers = workers;
        this.perTarget = perTarget;
        this.capacity = capacity;
        this.delivery = delivery;
    }

    /** How many more notices the target's lane takes. */
    public synchronized int room(String orderKey) {
        Lane lane = lanes.get(orderKey);
        return closed ? 0 : capacity - (lane == null ? 0 : lane.waiting.size());
    }

    /** Queues a claimed notice. */
    public synchronized void offer(Notice notice) {
        Lane lane = lanes.computeIfAbsent(notice.orderKey(), key -> new Lane());
        lane.waiting.add(notice);
        pump(lane);
    }

    /** Stops taking work and waits for what is being sent. */
    @Override
    public void close() throws InterruptedException {
        synchronized (this) {
            closed = true;
            lanes.values().forEach(lane -> lane.waiting.clear());
        }
        workers.shutdown();
        workers.awaitTermination(Duration.ofSeconds(30).toMillis(), TimeUnit.MILLISECONDS);
    }

    private void pump(Lane lane) {
        while (lane.eventsBusy.size() < perTarget) {
            Optional<Notice> next = lane.next();
            if (next.isEmpty()) {
                return;
            }
            lane.eventsBusy.add(next.get().event().id());
            workers.execute(() -> run(lane, next.get()));
        }
    }

    private void run(Lane lane, Notice notice) {
        try {
            delivery.accept(notice);
        } finally {
            done(lane, notice);
        }
    }

    private synchronized void done(Lane lane, Notice notice) {
        lane.eventsBusy.remove(notice.event().id());
        if (!closed) {
            pump(lane);
        }
        if (lane.idle()) {
            lanes.remove(notice.orderKey(), lane);
        }
    }

    private static final class Lane {
        private final Deque<Notice> waiting = new ArrayDeque<>();
        private final Set<String> eventsBusy = new HashSet<>();

        /** The first notice whose event nobody is sending about. */
        Optional<Notice> next() {
            for (Iterator<Notice> each = waiting.iterator(); each.hasNext(); ) {
                Notice notice = each.next();
                if (!eventsBusy.contains(notice.event().id())) {
                    each.remove();
                    return Optional.of(notice);
                }
            }
            return Optional.empty();
        }

        boolean idle() {
            return waiting.isEmpty() && eventsBusy.isEmpty();
        }
    }
}
