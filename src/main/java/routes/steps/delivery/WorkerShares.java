package routes.steps.delivery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the workers that send are shared among hosts. A host that lately answered at once may hold many; one that nothing is
 * known of, whose last call was slow, or with a call under way that already is, may hold few, and all of those together at
 * most half: a hundred slow hosts leave the others their half. Some workers are kept for the worst level. Not safe for use by
 * many threads: its owner guards it.
 */
public final class WorkerShares {
    private static final int MOST_KNOWN = 10_000;

    private final Limits limits;
    private final Map<String, Deque<Long>> busy = new HashMap<>();
    private final Map<String, Boolean> proven = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_KNOWN;
        }
    };
    private int held;

    /**
     * @param workers in all
     * @param urgent of them, kept for P0; at most a quarter
     * @param perHost that one host may hold
     * @param perSlowHost that a host may hold which is slow, or of which nothing is known
     * @param slow a call that takes longer is slow
     */
    public record Limits(int workers, int urgent, int perHost, int perSlowHost, Duration slow) {
        public Limits {
            if (workers < 1 || urgent < 0 || perHost < 1 || perSlowHost < 1) {
                throw new IllegalArgumentException("shares of workers must be positive: " + workers + ", " + urgent
                        + " for P0, " + perHost + " and " + perSlowHost + " for a host");
            }
        }

        int usual() {
            return workers - Math.min(urgent, workers / 4);
        }

        int ofSlowHosts() {
            return Math.max(1, workers / 2);
        }
    }

    public WorkerShares(Limits limits) {
        this.limits = limits;
    }

    /** @param nanos the time of now; only differences count */
    boolean mayStart(String host, boolean urgent, long nanos) {
        if (held >= (urgent ? limits.workers() : limits.usual())) {
            return false;
        }
        Deque<Long> calls = busy.get(host);
        int mine = calls == null ? 0 : calls.size();
        if (!slow(host, nanos)) {
            return mine < limits.perHost();
        }
        return mine < Math.min(limits.perHost(), limits.perSlowHost()) && heldBySlow(nanos) < limits.ofSlowHosts();
    }

    void started(String host, long nanos) {
        busy.computeIfAbsent(host, key -> new ArrayDeque<>()).add(nanos);
        held++;
    }

    /** @param took how long the call took, which shows how fast the host is; null when none was made */
    void ended(String host, long started, @Nullable Duration took) {
        Deque<Long> calls = busy.get(host);
        if (calls == null || !calls.remove(started)) {
            return;
        }
        held--;
        if (calls.isEmpty()) {
            busy.remove(host);
        }
        if (took != null && took.compareTo(limits.slow()) < 0) {
            proven.put(host, true);
        } else if (took != null) {
            proven.remove(host);
        }
    }

    private int heldBySlow(long nanos) {
        return busy.entrySet().stream()
                .filter(entry -> slow(entry.getKey(), nanos))
                .mapToInt(entry -> entry.getValue().size())
                .sum();
    }

    private boolean slow(String host, long nanos) {
        Deque<Long> calls = busy.get(host);
        boolean hangs =
                calls != null && nanos - calls.element() >= limits.slow().toNanos();
        return hangs || !proven.containsKey(host);
    }
}
