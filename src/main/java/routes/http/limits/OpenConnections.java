package routes.http.limits;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How many connections a server has open, in all and from each address. */
final class OpenConnections {
    private final int most;
    private final int mostOfOne;
    private final AtomicInteger open = new AtomicInteger();
    private final Map<String, Integer> byAddress = new ConcurrentHashMap<>();

    OpenConnections(int most, int mostOfOne) {
        this.most = most;
        this.mostOfOne = mostOfOne;
    }

    /** Counts a connection. @return false when it is one too many; it is counted until {@link #closed} all the same */
    boolean opened(String address) {
        int all = open.incrementAndGet();
        int ofOne = byAddress.merge(address, 1, Integer::sum);
        return all <= most && ofOne <= mostOfOne;
    }

    void closed(String address) {
        open.decrementAndGet();
        byAddress.computeIfPresent(address, (same, count) -> count == 1 ? null : count - 1);
    }
}
