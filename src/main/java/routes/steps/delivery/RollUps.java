package routes.steps.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.notice.DeliveryStatuses;
import routes.notice.DeliveryStatuses.Ended;

/**
 * Brings the status of events up to date with their notices, behind the deliveries and many at a time. No delivery waits for it.
 *
 * <p>Failure policy: while the store is away the same are tried again; a stop finishes what is left.
 */
final class RollUps implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RollUps.class);
    private static final Duration STOP = Duration.ofSeconds(10);

    private final BlockingQueue<Ended> waiting = new LinkedBlockingQueue<>();
    private final DeliveryStatuses book;
    private final int most;
    private final Duration pause;
    private final ExecutorService thread;

    /**
     * @param most notices whose events are brought up to date together
     * @param pause between two attempts while the store is away
     */
    RollUps(ExecutorService thread, DeliveryStatuses book, int most, Duration pause) {
        this.thread = thread;
        this.book = book;
        this.most = most;
        this.pause = pause;
        thread.execute(this::run);
    }

    void soon(Ended notice) {
        waiting.add(notice);
    }

    private void run() {
        try {
            while (true) {
                List<Ended> notices = new ArrayList<>(List.of(waiting.take()));
                waiting.drainTo(notices, most - 1);
                untilDone(notices);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void untilDone(List<Ended> notices) throws InterruptedException {
        while (!done(notices)) {
            try {
                TimeUnit.MILLISECONDS.sleep(pause.toMillis());
            } catch (InterruptedException e) {
                waiting.drainTo(notices);
                waiting.addAll(notices);
                throw e;
            }
        }
    }

    private boolean done(List<Ended> notices) {
        try {
            book.ended(lastOfEach(notices));
            return true;
        } catch (RuntimeException e) {
            LOG.warn("the status of {} events is brought up to date later: {}", notices.size(), e.toString());
            return false;
        }
    }

    /** A notice that was replayed may have ended twice meanwhile. */
    private static Collection<Ended> lastOfEach(List<Ended> notices) {
        Map<String, Ended> last = new LinkedHashMap<>();
        notices.forEach(notice -> last.put(notice.noticeId(), notice));
        return last.values();
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            thread.awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<Ended> left = new ArrayList<>(waiting);
        if (!left.isEmpty()) {
            done(left);
        }
    }
}
