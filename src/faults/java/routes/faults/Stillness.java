package routes.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/**
 * When the machine ran none of our threads: a thread that wants to run ten times a second notes when it came late. Time limits
 * that are about the application do not count such moments.
 */
final class Stillness implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration LATE = Duration.ofMillis(500);

    private final List<Span> spans = new CopyOnWriteArrayList<>();
    private volatile boolean ended;

    private record Span(Instant from, Instant to) {
        Duration within(Instant begin, Instant end) {
            Instant first = from.isAfter(begin) ? from : begin;
            Instant last = to.isBefore(end) ? to : end;
            return last.isAfter(first) ? Duration.between(first, last) : Duration.ZERO;
        }
    }

    private Stillness() {}

    static Stillness watch() {
        Stillness watched = new Stillness();
        Thread thread = new Thread(watched::tick, "stillness");
        thread.setDaemon(true);
        thread.start();
        return watched;
    }

    /** How much of this time nothing ran. */
    Duration between(Instant begin, Instant end) {
        return spans.stream().map(span -> span.within(begin, end)).reduce(Duration.ZERO, Duration::plus);
    }

    private void tick() {
        while (!ended) {
            Instant before = Instant.now();
            LockSupport.parkNanos(TICK.toNanos());
            Instant now = Instant.now();
            if (Duration.between(before, now).compareTo(LATE) > 0) {
                spans.add(new Span(before, now));
            }
        }
    }

    @Override
    public void close() {
        ended = true;
    }
}
