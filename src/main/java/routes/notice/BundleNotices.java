package routes.notice;

import java.time.Instant;
import java.util.List;

/** Where messages that carry others are kept: among the notices. */
public interface BundleNotices {
    /** Adds a message, unless it is there. @return the one that is stored, which may carry less */
    Notice put(Notice carrier);

    /** Its notices wait in it from now on, and in no gathering. */
    void carry(Notice carrier, Instant now);

    /** Messages that have come to an end and whose notices do not know yet. */
    List<Ended> ended(int limit);

    /** Makes of its notices what became of it. May be repeated. @return how many changed */
    int settle(Ended ended, Instant now);

    /** Everything that hangs on its end is done. */
    void settled(Ended ended);

    /**
     * A message and its end.
     *
     * @param state SENT, DEAD or SKIPPED
     */
    record Ended(Notice carrier, NoticeState state, List<String> outMessageIds) {}
}
