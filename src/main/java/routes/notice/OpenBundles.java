package routes.notice;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Where gatherings are kept. Every change is conditional, so that several copies may try the same. */
public interface OpenBundles {
    /** Notices were added: begins those that are not there. */
    void touch(Collection<OpenBundle> gatherings, Instant now);

    /** Those whose message is due, the longest waiting first. */
    List<OpenBundle.Open> due(Instant now, int limit);

    /** What waits in a gathering, oldest first. */
    List<Notice> gathered(String gatheringId, int limit);

    /** Its message was made; the next one is due then. Nothing happens when another copy was faster. */
    void advance(OpenBundle.Open sent, Instant next);

    /** Ends one in which nothing waits, unless something was added meanwhile. */
    void forget(OpenBundle.Open empty);

    /**
     * Takes notices that wait for their own attempt into a gathering. Replies, messages that carry others, and webhooks
     * of VeAIOps' format, which cannot hold several, stay as they are.
     *
     * @return the ids of those that were taken
     */
    List<String> fold(List<NoticeQueued> waiting, OpenBundle into, Instant now);

    /** Open bundles in which something waits and that are not stored: the process that was to store them is gone. */
    List<String> lost(int limit);
}
