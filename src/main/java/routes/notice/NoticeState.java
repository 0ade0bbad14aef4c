package routes.notice;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** Where a notice is on its way, and the one table of moves that are allowed. */
public enum NoticeState {
    /** Waiting for its first attempt. */
    PENDING,
    /** Claimed by a worker until its lease ends. */
    SENDING,
    /** Waits for, or travels in, a message that carries several; it becomes what becomes of that message. */
    BUNDLED,
    /** An attempt failed; the next one is due later. */
    RETRYING,
    /** The target's own answer said that it has the message. */
    SENT,
    /** Given up; can be replayed. */
    DEAD,
    /** Cannot be sent as things are configured, with the reason. */
    SKIPPED,
    /** Held back on purpose (silence, grouping, a replay that came too late), with the reason. */
    SUPPRESSED;

    private static final Map<NoticeState, Set<NoticeState>> ALLOWED = new EnumMap<>(Map.of(
            PENDING, Set.of(SENDING, SUPPRESSED, BUNDLED),
            BUNDLED, Set.of(SENT, DEAD, SKIPPED),
            SENDING, Set.of(SENDING, SENT, RETRYING, DEAD, SKIPPED),
            RETRYING, Set.of(SENDING, SUPPRESSED, BUNDLED),
            SENT, Set.of(),
            DEAD, Set.of(PENDING, SUPPRESSED),
            SKIPPED, Set.of(PENDING, SUPPRESSED),
            SUPPRESSED, Set.of(PENDING)));

    public boolean mayBecome(NoticeState next) {
        return ALLOWED.getOrDefault(this, Set.of()).contains(next);
    }

    /** Whether nothing happens to it any more unless a person asks. */
    public boolean terminal() {
        return this == SENT || this == DEAD || this == SKIPPED || this == SUPPRESSED;
    }
}
