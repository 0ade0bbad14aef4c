package routes.notice;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one attempt came to, judged by the target's own answer. */
public sealed interface SendResult {
    /** @param ids the target's ids of the message, at least one */
    record Sent(List<String> ids) implements SendResult {
        public Sent {
            if (ids.isEmpty()) {
                throw new IllegalArgumentException("a sent message has an id");
            }
            ids = List.copyOf(ids);
        }
    }

    /**
     * Worth another attempt.
     *
     * @param text what the target said, cut, free of secrets
     * @param after how long the target asked us to wait
     */
    record TryLater(FailureReason reason, String text, @Nullable Duration after) implements SendResult {
        public Optional<Duration> askedToWait() {
            return Optional.ofNullable(after);
        }
    }

    /** Another attempt would end the same way. */
    record Refused(FailureReason reason, String text) implements SendResult {}

    /** Cannot be sent as things are configured. */
    record Skipped(FailureReason reason, String text) implements SendResult {}
}
