package routes.notice.receipt;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import routes.notice.FailureReason;

/** What a rule says of an answer. */
public enum Outcome {
    DELIVERED(FailureReason.UNKNOWN),
    THROTTLED(FailureReason.THROTTLED),
    /** Failed now, may work later. */
    RETRY(FailureReason.SERVER_ERROR),
    /** Proven permanent for this message. */
    REJECTED(FailureReason.REJECTED),
    /** The chat has another id now; the message goes there. */
    MOVED(FailureReason.REJECTED),
    /** Credentials: tried again unless the rule says that it is final. */
    AUTH(FailureReason.AUTH),
    /** Unknown; tried again. */
    UNKNOWN(FailureReason.UNKNOWN);

    private final FailureReason reason;

    Outcome(FailureReason reason) {
        this.reason = reason;
    }

    /** The reason of a rule that names none; a delivery has no reason. */
    FailureReason usualReason() {
        return reason;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Outcome> named(String text) {
        return Arrays.stream(values())
                .filter(outcome -> outcome.wireName().equals(text))
                .findFirst();
    }
}
