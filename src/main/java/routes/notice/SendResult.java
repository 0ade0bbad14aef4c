package routes.notice;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one attempt came to, judged by the target's own answer. */
public sealed interface SendResult {
    /** What the target said, and what a person can do about it. */
    VendorReply said();

    /**
     * The target's own answer says that it has the message.
     *
     * @param ids the target's ids of the message, at least one
     */
    record Sent(List<String> ids, VendorReply said) implements SendResult {
        public Sent {
            if (ids.isEmpty()) {
                throw new IllegalArgumentException("a sent message has an id");
            }
            ids = List.copyOf(ids);
        }

        public Sent(List<String> ids) {
            this(ids, VendorReply.NOTHING);
        }
    }

    /**
     * Worth another attempt.
     *
     * @param after how long the target asked us to wait
     * @param targetOnly whether the limit is of this one chat or person; else it is the whole robot's
     */
    record TryLater(FailureReason reason, VendorReply said, @Nullable Duration after, boolean targetOnly)
            implements SendResult {
        public TryLater(FailureReason reason, VendorReply said, @Nullable Duration after) {
            this(reason, said, after, false);
        }

        public TryLater(FailureReason reason, String text, @Nullable Duration after) {
            this(reason, VendorReply.of(text), after);
        }

        public Optional<Duration> askedToWait() {
            return Optional.ofNullable(after);
        }
    }

    /** Another attempt would end the same way. */
    record Refused(FailureReason reason, VendorReply said) implements SendResult {
        public Refused(FailureReason reason, String text) {
            this(reason, VendorReply.of(text));
        }
    }

    /**
     * Nothing was delivered: the chat has another id now.
     *
     * @param address the new one
     */
    record Moved(String address, VendorReply said) implements SendResult {}

    /** Cannot be sent as things are configured. */
    record Skipped(FailureReason reason, VendorReply said) implements SendResult {
        public Skipped(FailureReason reason, String text) {
            this(reason, VendorReply.of(text));
        }
    }
}
