package routes.health.heartbeat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The store of heartbeat watches. Throws when the store is away. */
public interface Heartbeats {
    /** A number that moves after every change of a watch, and not when an alarm comes. */
    long version();

    String newId();

    void insert(HeartbeatWatch watch);

    Optional<Pulse> find(String id);

    /** The newest first. */
    List<Pulse> all();

    /** @return whether the watch exists */
    boolean replace(HeartbeatWatch watch);

    /** @return whether the watch existed */
    boolean delete(String id);

    /**
     * Notes that this copy listens now.
     *
     * @param outage a longer break is one in which no heartbeat could come
     * @return since when some copy has listened without such a break
     */
    Instant listening(Instant now, Duration outage);

    /** An alarm that counts came; an earlier time than the stored one changes nothing. */
    void seen(String id, Instant at);

    /** The alarm is raised, unless it was before. */
    void silent(String id, Instant since);

    /** The alarm that was raised then has ended. */
    void over(String id, Instant since);
}
