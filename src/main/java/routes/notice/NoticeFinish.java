package routes.notice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt ends for its notice.
 *
 * @param at when the attempt ended
 * @param next when it is tried again; null unless the state is RETRYING
 * @param said what the target said, and what a person can do about it
 * @param outMessageIds the target's ids of the message
 */
public record NoticeFinish(
        NoticeState state,
        Instant at,
        @Nullable Instant next,
        @Nullable FailureReason reason,
        Said said,
        List<String> outMessageIds,
        Duration took) {

    /** Decides what a result means for a claimed notice. */
    public static NoticeFinish of(SendResult result, Notice notice, RetryPolicy policy, Instant now, Ending ending) {
        if (result instanceof SendResult.Sent sent) {
            return new NoticeFinish(NoticeState.SENT, now, null, null, sent.said(), sent.ids(), ending.took());
        }
        if (result instanceof SendResult.Refused refused) {
            return failed(NoticeState.DEAD, now, refused.reason(), refused.said(), ending);
        }
        if (result instanceof SendResult.Skipped skipped) {
            return failed(NoticeState.SKIPPED, now, skipped.reason(), skipped.said(), ending);
        }
        SendResult.TryLater later = (SendResult.TryLater) result;
        Optional<Duration> delay = policy.delayAfter(notice.attempts(), ending.random());
        if (delay.isEmpty()) {
            return failed(NoticeState.DEAD, now, later.reason(), later.said(), ending);
        }
        Duration wait = later.askedToWait()
                .map(asked -> atLeast(delay.get(), atMost(policy.longest(), asked)))
                .orElse(delay.get());
        if (policy.tooOld(notice.createdAt(), now.plus(wait))) {
            return failed(NoticeState.DEAD, now, later.reason(), later.said(), ending);
        }
        return new NoticeFinish(
                NoticeState.RETRYING, now, now.plus(wait), later.reason(), later.said(), List.of(), ending.took());
    }

    /** What a finish needs beside the result: how long the attempt took, and chance. */
    public record Ending(Duration took, DoubleSupplier random) {
        public static Ending since(Instant begun, Clock clock, DoubleSupplier random) {
            return new Ending(Duration.between(begun, clock.instant()), random);
        }
    }

    private static NoticeFinish failed(NoticeState state, Instant now, FailureReason reason, Said said, Ending ending) {
        return new NoticeFinish(state, now, null, reason, said, List.of(), ending.took());
    }

    private static Duration atLeast(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static Duration atMost(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
