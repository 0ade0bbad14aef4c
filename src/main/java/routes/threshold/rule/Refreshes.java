package routes.threshold.rule;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where refreshes are kept. At most one is under way. */
public interface Refreshes {
    String newId();

    /**
     * @param tick of the schedule that asks for it; null when a person does
     * @return false when one is under way, or was begun at that tick; nothing is written then
     */
    boolean open(Refresh refresh, @Nullable Instant tick);

    Optional<Refresh> latest();

    /** Claims the one that is under way, when no copy works on it. */
    Optional<Refresh> claim(String owner, Instant now, Instant leaseUntil);

    /** Writes how far it is; one that is over is closed, one that is not is free for the next claim. */
    void save(Refresh refresh, boolean release, Instant now);
}
