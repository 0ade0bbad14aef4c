package routes.notice;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import routes.alarm.AlarmIds;
import routes.event.EventState;
import routes.subscription.Subscription.Target;

/**
 * One target is to be reminded of one event while it goes on.
 *
 * @param sent how often it was reminded
 */
public record Reminder(
        String id, String eventId, Target target, String subscriptionId, String subscriptionName, int sent) {

    /** The first reminder after a notice: the same for every notice about the event for the target. */
    static Reminder after(Notice notice) {
        Target target = notice.target();
        String id = AlarmIds.derived("reminder", notice.event().id(), target.channel(), target.address());
        return new Reminder(id, notice.event().id(), target, notice.subscriptionId(), notice.subscriptionName(), 0);
    }

    /** Those that these notices begin: of what opened, got worse or goes on, and is not held back; what came back goes on. */
    public static List<Reminder> of(Collection<Notice> notices) {
        return notices.stream()
                .filter(Reminder::beginsOne)
                .filter(notice -> !notice.state().terminal()
                        || Notice.CAME_BACK.equals(notice.handling().reason()))
                .map(Reminder::after)
                .toList();
    }

    private static boolean beginsOne(Notice notice) {
        return switch (notice.kind()) {
            case OPENED, ESCALATED -> true;
            case STABLE -> notice.event().state() == EventState.FIRING;
            default -> false;
        };
    }

    /** Where reminders are kept. Every change is conditional, so that several copies may try the same. */
    public interface Book {
        /** Begins one that is not there yet. */
        void begin(Reminder reminder, Instant due);

        /** Those that are due, the longest waiting first. */
        List<Reminder> due(Instant now, int limit);

        /** Goes on to the next time. @param sent how often it was reminded by now */
        void next(Reminder reminder, int sent, Instant due);

        /** No more reminders. */
        void end(Reminder reminder);
    }
}
