package routes.alarm.rejected;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where rejected bodies are kept. */
public interface RejectedRepository {
    /**
     * Adds bodies. One that is there already and still waits is counted there, with its newest reason and time.
     *
     * <p>Failure policy: a batch that is kept again counts its repeats again.
     */
    void keep(List<RejectedBody> bodies);

    /** A part of those that the filter takes, newest first, without their bytes. */
    Found find(RejectedFilter filter, int skip, int limit);

    /**
     * Those that the filter takes, oldest first, with their bytes; fewer than the limit when they are long.
     *
     * @param after the key where the last call ended; null begins
     */
    Batch next(RejectedFilter filter, @Nullable String after, int limit);

    Optional<RejectedBody> byId(String id);

    /**
     * Moves a body that is still REJECTED.
     *
     * @return false when it is not; nothing is written then
     */
    boolean move(String id, RejectedState next, List<String> alarmIds, Instant now);

    /** @param total how many the filter takes in all */
    record Found(List<RejectedBody> bodies, long total) {
        public Found {
            bodies = List.copyOf(bodies);
        }
    }

    /** @param last the key to go on from; null when there is nothing after these */
    record Batch(List<RejectedBody> bodies, @Nullable String last) {
        public Batch {
            bodies = List.copyOf(bodies);
        }
    }
}
