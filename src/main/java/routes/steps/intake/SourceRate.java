package routes.steps.intake;

import java.util.function.LongSupplier;
import routes.common.error.RefusedRequest;

/**
 * How much one source may post. A second's worth may come at once; a post that is larger than what is left is taken, and
 * what it took too much is missing afterwards.
 */
public final class SourceRate {
    private static final double NANOS = 1e9;

    private final Bucket posts;
    private final Bucket bytes;
    private final LongSupplier nanos;

    /**
     * @param postsPerSecond 0 for no limit
     * @param bytesPerSecond 0 for no limit
     * @param nanos a clock such as {@link System#nanoTime}
     */
    public SourceRate(long postsPerSecond, long bytesPerSecond, LongSupplier nanos) {
        this.nanos = nanos;
        long now = postsPerSecond + bytesPerSecond == 0 ? 0 : nanos.getAsLong();
        this.posts = new Bucket(postsPerSecond, now);
        this.bytes = new Bucket(bytesPerSecond, now);
    }

    /** @throws RefusedRequest {@link routes.common.error.ErrorCode#TOO_MANY_REQUESTS}; the post is not counted then */
    void take(int length) {
        if (posts.perSecond == 0 && bytes.perSecond == 0) {
            return;
        }
        long wait = wait(length, nanos.getAsLong());
        if (wait > 0) {
            throw RefusedRequest.tooMany("this source posts more than its setting allows", wait);
        }
    }

    private synchronized long wait(int length, long now) {
        long seconds = Math.max(posts.secondsToWait(1, now), bytes.secondsToWait(0, now));
        if (seconds == 0) {
            posts.left -= 1;
            bytes.left -= length;
        }
        return seconds;
    }

    private static final class Bucket {
        private final long perSecond;
        private double left;
        private long filledAt;

        Bucket(long perSecond, long now) {
            this.perSecond = perSecond;
            this.left = perSecond;
            this.filledAt = now;
        }

        /** Whole seconds until more than nothing, and at least {@code wanted}, is there; 0 when it is. */
        long secondsToWait(int wanted, long now) {
            if (perSecond == 0) {
                return 0;
            }
            left = Math.min(perSecond, left + perSecond * ((now - filledAt) / NANOS));
            filledAt = now;
            double missing = wanted - left;
            return missing > 0 || left <= 0 ? Math.max(1, (long) Math.ceil(missing / perSecond)) : 0;
        }
    }
}
