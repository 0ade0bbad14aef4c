package routes.rule;

import java.time.Instant;
import java.util.Optional;

/** Where refreshes are kept. At most one is under way. */
public interface Refreshes {
    String newId();

    /** @return false when one is under way; nothing is written then */
    boolean open(Refresh refresh);

    Optional<Refresh> latest();

    /** Takes the one that is under way, when nobody works on it. */
    Optional<Refresh> claim(String owner, Instant now, Instant leaseUntil);

    /** Writes how far it is; one that is over is closed, one that is not is free for the next claim. */
    void save(Refresh refresh, boolean release, Instant now);
}
