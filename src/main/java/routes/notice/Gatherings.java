package routes.notice;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Where gatherings are kept. Every change is conditional, so that several copies may try the same. */
public interface Gatherings {
    /** Notices were added: begins those that are not there. */
    void touch(Collection<Gathering> gatherings, Instant now);

    /** Those whose message is due, the longest waiting first. */
    List<Gathering.Open> due(Instant now, int limit);

    /** What waits in a gathering, oldest first. */
    List<Notice> gathered(String gatheringId, int limit);

    /** Its message was made; the next one is due then. Nothing happens when another copy was faster. */
    void advance(Gathering.Open told, Instant next);

    /** Ends one in which nothing waits, unless something was added meanwhile. */
    void forget(Gathering.Open empty);

    /**
     * Takes notices that wait for their own attempt into a gathering. Replies, messages that carry others, and webhooks
     * of the reference's format, which cannot tell of several, stay as they are.
     *
     * @return the ids of those that were taken
     */
    List<String> fold(List<Doorbell> bells, Gathering into, Instant now);

    /** Gatherings in which something waits and that are not stored: the process that was to store them is gone. */
    List<String> lost(int limit);
}
