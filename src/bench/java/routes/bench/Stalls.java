package routes.bench;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;

/** How long the machine (and our own garbage collector) keeps a thread that sleeps for a millisecond from going on. */
final class Stalls implements AutoCloseable {
    private static final long SLEEP = TimeUnit.MILLISECONDS.toNanos(1);

    private final ConcurrentHistogram delays = new ConcurrentHistogram(TimeUnit.MINUTES.toMicros(1), 3);
    private final Thread thread = new Thread(this::watch, "stalls");
    private volatile boolean closed;

    Stalls() {
        thread.setDaemon(true);
        thread.start();
    }

    double millisAt(double percentile) {
        return delays.getValueAtPercentile(percentile) / 1000.0;
    }

    private void watch() {
        while (!closed) {
            long begin = System.nanoTime();
            LockSupport.parkNanos(SLEEP);
            long late = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begin - SLEEP);
            delays.recordValue(Math.min(Math.max(late, 0), delays.getHighestTrackableValue()));
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
