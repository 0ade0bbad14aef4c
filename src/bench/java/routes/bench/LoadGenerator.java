package routes.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Sends requests over keep-alive connections from one thread: it shares the cores with what it measures, so it costs
 * little.
 */
final class LoadGenerator {
    private final Load load;
    private final Histogram latency = new Histogram(TimeUnit.MINUTES.toMicros(2), 3);
    private final Deque<Connection> idle = new ArrayDeque<>();
    private final long begin = System.nanoTime();
    private final long end;
    private long sent;
    private long accepted;
    private long refused;

    private LoadGenerator(Load load) {
        this.load = load;
        this.end = begin + load.time().toNanos();
    }

    static LoadResult run(Load load) {
        try {
            return new LoadGenerator(load).run();
        } catch (IOException e) {
            throw new UncheckedIOException("Driving port " + load.port(), e);
        }
    }

    private LoadResult run() throws IOException {
        List<Connection> all = new ArrayList<>();
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < Load.CONNECTIONS; i++) {
                all.add(Connection.open(load.port(), load.template(), selector));
            }
            idle.addAll(all);
            sendWhatIsDue();
            while (accepted + refused < sent || more()) {
                selector.select(this::readable, waitMillis());
                sendWhatIsDue();
            }
        } finally {
            for (Connection connection : all) {
                connection.close();
            }
        }
        return new LoadResult(accepted, refused, Duration.ofNanos(System.nanoTime() - begin), latency);
    }

    private boolean more() {
        return sent < load.limit() && System.nanoTime() < end;
    }

    private long waitMillis() {
        return load.perSecond() > 0 ? 1 : 1000;
    }

    private void readable(SelectionKey key) {
        Connection connection = (Connection) key.attachment();
        try {
            if (connection.answered()) {
                latency.recordValue(Math.min(
                        TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - connection.dueAt()),
                        latency.getHighestTrackableValue()));
                if (connection.status() / 100 == 2) {
                    accepted++;
                } else {
                    refused++;
                }
                idle.add(connection);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Reading an answer", e);
        }
    }

    private void sendWhatIsDue() throws IOException {
        while (!idle.isEmpty() && more()) {
            long due = due();
            if (due > System.nanoTime()) {
                return;
            }
            idle.poll().send(load.keys().applyAsLong(sent), due);
            sent++;
        }
    }

    /** A request that had to wait for a connection is late: its time runs from when it was due. */
    private long due() {
        return load.perSecond() > 0 ? begin + (long) (sent * 1e9 / load.perSecond()) : System.nanoTime();
    }
}
