package routes.common.outgoing;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** Aborts calls whose time is over. One thread watches all calls: to abort one closes its socket and waits for nothing. */
public final class CallDeadlines implements AutoCloseable {
    private final ScheduledThreadPoolExecutor timer;

    public CallDeadlines(ThreadFactory threads) {
        timer = new ScheduledThreadPoolExecutor(1, threads);
        timer.setRemoveOnCancelPolicy(true);
    }

    Future<?> after(long millis, Runnable abort) {
        return timer.schedule(abort, millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
