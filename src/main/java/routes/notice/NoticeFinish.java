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
 * @param effort whether it counts as an attempt
 */
public record NoticeFinish(
        NoticeState state,
        Instant at,
        @Nullable Instant next,
        @Nullable FailureReason reason,
        VendorReply said,
        List<String> outMessageIds,
        Duration took,
        Effort effort) {
    /** What an attempt costs of the attempts that a notice has. */
    public enum Effort {
        COUNTED,
        /** A call was made and the target asked to be left alone. */
        FREE,
        /** No call was made. */
        NONE
    }

    /** Of an attempt that counts. */
    public NoticeFinish(
            NoticeState state,
            Instant at,
            @Nullable Instant next,
            @Nullable FailureReason reason,
            VendorReply said,
            List<String> outMessageIds,
            Duration took) {
        this(state, at, next, reason, said, outMessageIds, took, Effort.COUNTED);
    }

    /** Nothing was sent: the target's robot is to be left alone until then. */
    public static NoticeFinish putOff(Instant now, Instant until) {
        VendorReply said = VendorReply.of("the robot, app or host asked to be left alone until " + until);
        return new NoticeFinish(
                NoticeState.RETRYING, now, until, FailureReason.THROTTLED, said, List.of(), Duration.ZERO, Effort.NONE);
    }

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
        if (result instanceof SendResult.Moved moved) {
            return moved(moved.said(), notice, policy, now, ending);
        }
        return later((SendResult.TryLater) result, notice, policy, now, ending);
    }

    /** It goes to the new address at once, if an attempt is left. */
    private static NoticeFinish moved(VendorReply said, Notice notice, RetryPolicy policy, Instant now, Ending ending) {
        boolean left = policy.delayAfter(notice.attempts(), ending.random()).isPresent();
        return left
                ? new NoticeFinish(
                        NoticeState.RETRYING, now, now, FailureReason.REJECTED, said, List.of(), ending.took())
                : failed(NoticeState.DEAD, now, FailureReason.REJECTED, said, ending);
    }

    private static NoticeFinish later(
            SendResult.TryLater later, Notice notice, RetryPolicy policy, Instant now, Ending ending) {
        Duration pause = ending.pause();
        Optional<Duration> wait =
                pause == null ? waitAfterAttempt(later, notice.attempts(), policy, ending) : Optional.of(pause);
        if (wait.isEmpty() || policy.tooOld(notice.createdAt(), now.plus(wait.get()))) {
            return failed(NoticeState.DEAD, now, later.reason(), later.said(), ending);
        }
        return new NoticeFinish(
                NoticeState.RETRYING,
                now,
                now.plus(wait.get()),
                later.reason(),
                later.said(),
                List.of(),
                ending.took(),
                pause == null ? Effort.COUNTED : Effort.FREE);
    }

    /** Empty when no attempt is left. */
    private static Optional<Duration> waitAfterAttempt(
            SendResult.TryLater later, int attempts, RetryPolicy policy, Ending ending) {
        return policy.delayAfter(attempts, ending.random()).map(delay -> later.askedToWait()
                .map(asked -> atLeast(delay, atMost(policy.longest(), asked)))
                .orElse(delay));
    }

    /**
     * What a finish needs beside the result: how long the attempt took, and chance.
     *
     * @param pause how long the target asked to be left alone; null when it did not
     */
    public record Ending(Duration took, DoubleSupplier random, @Nullable Duration pause) {
        public Ending(Duration took, DoubleSupplier random) {
            this(took, random, null);
        }

        public static Ending since(Instant begun, Clock clock, DoubleSupplier random) {
            return new Ending(Duration.between(begun, clock.instant()), random);
        }

        /** The same for a target that asked to be left alone. */
        public Ending paused(@Nullable Duration time) {
            return new Ending(took, random, time);
        }
    }

    private static NoticeFinish failed(
            NoticeState state, Instant now, FailureReason reason, VendorReply said, Ending ending) {
        return new NoticeFinish(state, now, null, reason, said, List.of(), ending.took());
    }

    private static Duration atLeast(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static Duration atMost(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
