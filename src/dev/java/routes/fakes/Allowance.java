package routes.fakes;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** How many calls a fake platform takes in a time, by key; one more, and the key is blocked for a while. */
public final class Allowance {
    private final int calls;
    private final Duration period;
    private final Duration block;
    private final Map<String, Used> used = new HashMap<>();

    /** @param block zero means that the key is free again as soon as its calls are old */
    public Allowance(int calls, Duration period, Duration block) {
        this.calls = calls;
        this.period = period;
        this.block = block;
    }

    /** Whether one more call fits; counts it if so. */
    public synchronized boolean take(String key, Instant now) {
        Used of = used.computeIfAbsent(key, unused -> new Used());
        while (!of.times.isEmpty() && !of.times.peekFirst().plus(period).isAfter(now)) {
            of.times.removeFirst();
        }
        if (now.isBefore(of.blockedUntil)) {
            return false;
        }
        if (of.times.size() >= calls) {
            of.blockedUntil = now.plus(block);
            return false;
        }
        of.times.addLast(now);
        return true;
    }

    private static final class Used {
        private final Deque<Instant> times = new ArrayDeque<>();
        private Instant blockedUntil = Instant.MIN;
    }
}
