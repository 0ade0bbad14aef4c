package routes.extension.learn;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps what is being learned, for all copies of the application. What is over is forgotten after a while. */
public interface LearnRepository {
    /** Begins, unless the source is being learned already. @return whether it begins */
    boolean open(LearnSession session, Instant now);

    Optional<LearnSession> find(String source);

    /**
     * Keeps a post while posts are taken.
     *
     * @param post without secrets
     * @return the session with this post; empty when no session learns the source any more
     */
    Optional<LearnSession> keep(String source, String post, Instant now);

    /** What was kept, in order. */
    List<String> posts(String source);

    /** Forgets every learning, with its posts, whose time to be kept is over. */
    void forget(Instant now);

    /** Ends it and forgets what was kept. */
    void close(String source);
}
