package routes.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.notice.DispatchBook;

/**
 * Brings the status of events up to date with their notices, behind the deliveries and many at a time. Nobody waits for it;
 * an event that is asked for several times meanwhile is looked at once.
 *
 * <p>Failure policy: while the store is away the same events are tried again; a stop finishes what is left.
 */
final class RollUps implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RollUps.class);
    private static final Duration STOP = Duration.ofSeconds(10);

    private final BlockingQueue<String> waiting = new LinkedBlockingQueue<>();
    private final DispatchBook book;
    private final int most;
    private final Duration pause;
    private final ExecutorService thread;

    /**
     * @param most events that are looked at together
     * @param pause between two attempts while the store is away
     */
    RollUps(ExecutorService thread, DispatchBook book, int most, Duration pause) {
        this.thread = thread;
        this.book = book;
        this.most = most;
        this.pause = pause;
        thread.execute(this::run);
    }

    void soon(String eventId) {
        waiting.add(eventId);
    }

    private void run() {
        try {
            while (true) {
                List<String> events = new ArrayList<>(List.of(waiting.take()));
                waiting.drainTo(events, most - 1);
                untilDone(new HashSet<>(events));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void untilDone(Set<String> events) throws InterruptedException {
        while (!done(events)) {
            try {
                TimeUnit.MILLISECONDS.sleep(pause.toMillis());
            } catch (InterruptedException e) {
                waiting.addAll(events);
                throw e;
            }
        }
    }

    private boolean done(Set<String> events) {
        try {
            book.rollUp(events);
            return true;
        } catch (RuntimeException e) {
            LOG.warn("the status of {} events is brought up to date later: {}", events.size(), e.toString());
            return false;
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            thread.awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Set<String> left = new HashSet<>(waiting);
        if (!left.isEmpty()) {
            done(left);
        }
    }
}
