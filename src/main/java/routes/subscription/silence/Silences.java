package routes.subscription.silence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The store of silences. A write is followed by this copy when it returns, and by the others soon after. Throws when the store is away. */
public interface Silences {
    String newId();

    void insert(Silence silence);

    Optional<Silence> find(String id);

    /**
     * The newest first.
     *
     * @param states empty means all
     */
    Found list(List<SilenceState> states, Instant now, int skip, int limit);

    /** @return whether the silence exists */
    boolean replace(Silence silence);

    /** An open event was seen that it matches. */
    void matched(String id, Instant now);

    /** Ends it, unless it has ended before. */
    void end(String id, Instant now);

    /** @param total how many there are in all */
    record Found(List<Silence> silences, long total) {
        public Found {
            silences = List.copyOf(silences);
        }
    }
}
