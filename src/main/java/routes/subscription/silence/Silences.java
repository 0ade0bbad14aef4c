package routes.subscription.silence;

import java.time.Instant;
import java.util.List;
import routes.common.repository.Listed;
import routes.common.repository.Repository;

/** The silences. A write is followed by this copy when it returns, and by the others soon after. */
public interface Silences extends Repository<Silence>, SilenceSource {
    /**
     * The newest first.
     *
     * @param states empty means all
     */
    Listed<Silence> list(List<SilenceState> states, Instant now, int skip, int limit);

    /** An open event was seen that it matches. */
    void matched(String id, Instant now);

    /** Ends it, unless it has ended before. */
    void end(String id, Instant now);
}
