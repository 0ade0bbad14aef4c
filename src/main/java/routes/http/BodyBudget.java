package routes.http;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bytes of request bodies that are held at the same time, from their arrival to the answer. Callers that are not authenticated yet
 * get a quarter of them at most, so that they never take the place of those who are known.
 */
final class BodyBudget {
    private static final int SHARE_OF_UNKNOWN = 4;

    private final long most;
    private final AtomicLong held = new AtomicLong();
    private final AtomicLong heldByUnknown = new AtomicLong();

    BodyBudget(long most) {
        if (most < 1) {
            throw new IllegalArgumentException("veaiops.http.max-bytes-in-flight must be 1 or more, not " + most);
        }
        this.most = most;
    }

    /** @return whether there is room; nothing is taken otherwise */
    boolean take(int bytes, boolean known) {
        if (!known && !take(heldByUnknown, bytes, most / SHARE_OF_UNKNOWN)) {
            return false;
        }
        if (take(held, bytes, most)) {
            return true;
        }
        if (!known) {
            heldByUnknown.addAndGet(-bytes);
        }
        return false;
    }

    void give(long bytes, boolean known) {
        held.addAndGet(-bytes);
        if (!known) {
            heldByUnknown.addAndGet(-bytes);
        }
    }

    private static boolean take(AtomicLong held, int bytes, long most) {
        if (held.addAndGet(bytes) <= most) {
            return true;
        }
        held.addAndGet(-bytes);
        return false;
    }
}
