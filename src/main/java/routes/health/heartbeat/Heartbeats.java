package routes.health.heartbeat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import routes.common.repository.Repository;

/** The store of heartbeat watches and of what came of them. The version does not move when an alarm comes. */
public interface Heartbeats extends Repository<HeartbeatWatch> {
    Optional<Pulse> pulse(String id);

    /** The newest first. */
    List<Pulse> pulses();

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
