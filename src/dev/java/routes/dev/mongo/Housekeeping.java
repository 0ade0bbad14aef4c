package routes.dev.mongo;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.h2.mvstore.MVStore;

/** Keeps the file from growing: rewrites what is left of mostly dead chunks, a little at a time, between commits. */
final class Housekeeping implements AutoCloseable {

    private static final int PERIOD_MILLIS = 250;
    private static final int LEAST_LIVE_PERCENT = 50;
    private static final int BYTES_AT_ONCE = 1 << 20;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "embedded-mongo-housekeeping");
        thread.setDaemon(true);
        return thread;
    });

    Housekeeping(MVStore store, GroupCommit commits) {
        timer.scheduleWithFixedDelay(
                () -> commits.alone(() -> store.compact(LEAST_LIVE_PERCENT, BYTES_AT_ONCE)),
                PERIOD_MILLIS,
                PERIOD_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        timer.shutdown();
        try {
            timer.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
