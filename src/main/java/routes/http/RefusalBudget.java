package routes.http;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many refusals the audit takes in a minute: of one address, and of all. A flood of refused callers fills neither the store nor
 * the view of others; how many were left out is logged.
 */
final class RefusalBudget {
    private static final Logger LOG = LoggerFactory.getLogger(RefusalBudget.class);
    private static final long MINUTE_MILLIS = 60_000;
    /** The part of a minute's records that one address may have. */
    private static final int SHARE = 10;

    private final int perMinute;
    private final Clock clock;
    private final Map<String, Integer> taken = new HashMap<>();
    private long minute;
    private int all;
    private long leftOut;

    /** @param perMinute of all addresses */
    RefusalBudget(int perMinute, Clock clock) {
        if (perMinute < 1) {
            throw new IllegalArgumentException("veaiops.audit.refusals-per-minute must be 1 or more");
        }
        this.perMinute = perMinute;
        this.clock = clock;
    }

    /** Whether one more refusal of an address is written down. */
    synchronized boolean take(String address) {
        long now = clock.millis() / MINUTE_MILLIS;
        if (now != minute) {
            next(now);
        }
        int ofAddress = taken.getOrDefault(address, 0);
        if (all >= perMinute || ofAddress >= Math.max(1, perMinute / SHARE)) {
            leftOut++;
            return false;
        }
        taken.put(address, ofAddress + 1);
        all++;
        return true;
    }

    private void next(long now) {
        if (leftOut > 0) {
            LOG.warn("the audit left out {} refusals (veaiops.audit.refusals-per-minute = {})", leftOut, perMinute);
        }
        minute = now;
        all = 0;
        leftOut = 0;
        taken.clear();
    }
}
