package routes.notice;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The store of targets that fail, shared by all copies. One that works has no record. */
public interface FailingTargets {
    /** All of them, those that fail longest first, at most a bounded number. */
    List<FailingTarget> all();

    /** Counts a failed attempt. @return how the target stands after it */
    FailingTarget failed(Notice notice, FailureReason reason, String text, Instant now);

    /** It delivered something: it fails no more, unless it is switched off. */
    void worked(String target);

    /** @return false when it is off already, or no longer fails */
    boolean switchOff(String id, Instant now);

    Optional<FailingTarget> find(String id);

    /** Forgets that it ever failed. @return false when there is no such target */
    boolean forget(String id);

    /** The same for all targets of a bot, whose credentials were changed. */
    void forgetBot(String channel, String botId);
}
