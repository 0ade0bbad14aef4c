package routes.notice;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a message says: the vocabulary of templates and of the webhook body. */
public enum NoticeKind {
    /** A problem began. */
    OPENED,
    /** It got worse. */
    ESCALATED,
    /** Its level fell, or rose again to what it was. */
    LEVEL_CHANGED,
    /** It is over. */
    RESOLVED,
    /** It ended without a recovery: no more alarms came in time, or the source gave it up. */
    EXPIRED,
    /** It still goes on and is not acknowledged. */
    REMINDER,
    /** What one target could not have been sent one by one in time. */
    DIGEST,
    /** Events that the subscription wants to hear of together. */
    GROUP,
    /** It begins and ends again and again; no more messages about it until it is stable. */
    FLAPPING,
    /** It flaps no more; the event says how it ended. */
    STABLE;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the message carries several events. */
    public boolean carriesSeveral() {
        return this == DIGEST || this == GROUP;
    }

    /** The kind with that name; empty for any other text. */
    public static Optional<NoticeKind> named(String wireName) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName().equals(wireName))
                .findFirst();
    }

    /** The kind of a message about one transition of one event. */
    static NoticeKind ofTransition(String transition) {
        return named(transition).orElse(OPENED);
    }
}
