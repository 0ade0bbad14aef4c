package routes.event;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import routes.alarm.Alarm;

/**
 * Whether an alarm was overtaken on its way by what its event knows already. Times are compared with times of the same
 * kind by the same clock: the sending of a message with the sending of a message, the start of a problem with the start of
 * a problem, never a start with an end. Where the source names no such time, or its clock cannot be right, the order of
 * receipt holds.
 *
 * <p>Messages overtake each other within a short time. So a message that seems overtaken is believed when the event has rested for
 * that time: a source that goes on saying that a problem is there is right.
 */
final class MessageOrder {
    /** Two times further apart than this were not made by the same clock. */
    private static final Duration SAME_CLOCK = Duration.ofHours(1);

    private MessageOrder() {}

    /** Whether a firing alarm belongs before what the open event knows. */
    static boolean overtakenWhileOpen(Event open, Alarm firing, Duration rest) {
        return bySending(open, firing) < 0 && !rested(open.lastSeen(), firing, rest);
    }

    /** Whether a firing alarm belongs before the recovery that ended the event. */
    static boolean overtakenByRecovery(Event over, Alarm firing, Duration rest) {
        Instant end = over.resolvedAt() == null ? over.lastSeen() : over.resolvedAt();
        return contradicts(over, firing) && !rested(end, firing, rest);
    }

    /** Whether a firing alarm speaks of the problem that the recovery called over, or of an earlier one. */
    static boolean contradicts(Event over, Alarm firing) {
        int sent = bySending(over, firing);
        return sent == 0 ? notLaterStart(over, firing) : sent < 0;
    }

    /** Whether a recovery belongs before the alarms of the open event, or was taken back by them. */
    static boolean overtakenRecovery(Event open, Alarm recovery, Duration rest) {
        Instant overruled = open.times().overruledEnd();
        if (overruled != null && overruled.equals(recovery.sentAt())) {
            return true;
        }
        int sent = bySending(open, recovery);
        boolean older = sent == 0 ? earlierStart(open, recovery) : sent < 0;
        return older && !rested(open.lastSeen(), recovery, rest);
    }

    /** Whether the alarm speaks of this very problem, however long it took: it names its start, or was sent before. */
    static boolean belongsTo(Event event, Alarm alarm) {
        return notLaterStart(event, alarm) || bySending(event, alarm) < 0;
    }

    private static boolean rested(Instant since, Alarm alarm, Duration rest) {
        return Duration.between(since, alarm.receivedAt()).compareTo(rest) >= 0;
    }

    private static boolean notLaterStart(Event event, Alarm alarm) {
        Instant known = event.times().startedAt();
        return known != null && alarm.startedAt() != null && !alarm.startedAt().isAfter(known);
    }

    private static boolean earlierStart(Event event, Alarm alarm) {
        Instant known = event.times().startedAt();
        return known != null && alarm.startedAt() != null && alarm.startedAt().isBefore(known);
    }

    /** Below 0: the alarm was sent before the latest message; 0: unknown. */
    private static int bySending(Event event, Alarm alarm) {
        @Nullable Instant known = event.times().sentAt();
        @Nullable Instant sent = alarm.sentAt();
        if (known == null || sent == null || Duration.between(known, sent).abs().compareTo(SAME_CLOCK) > 0) {
            return 0;
        }
        return sent.compareTo(known);
    }
}
