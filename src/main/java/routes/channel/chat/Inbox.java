package routes.channel.chat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What became of each event of a platform: the proof that it was seen, and what could not be worked on, for a replay. */
public interface Inbox {
    /** How an event ended. */
    enum State {
        DONE,
        /** No step handles events of its kind. */
        UNKNOWN,
        DEAD
    }

    /** @param value the event as it stands in the log; empty for one that is done with */
    record Entry(
            String id,
            String channel,
            String botId,
            String eventType,
            State state,
            String reason,
            byte[] value,
            Instant at) {}

    /** Whether the event is done with. Throws when the store does not answer: never taken for no. */
    boolean done(String id);

    void keep(Entry entry);

    /** Keeps the entry unless the event is done with. @return whether it was kept */
    boolean add(Entry entry);

    /** Forgets that an event is done with; one that could not be handled stays. @return whether there was such a mark */
    boolean forget(String id);

    /** The newest first. */
    List<Entry> list(State state, int skip, int limit);

    long count(State state);

    Optional<Entry> find(String id);
}
