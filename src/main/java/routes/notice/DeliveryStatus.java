package routes.notice;

import java.util.Collection;
import routes.event.EventStatus;

/** What the states of an event's notices mean for the event. */
public final class DeliveryStatus {
    private DeliveryStatus() {}

    /** The status of an event with these notices, at least one. */
    public static EventStatus of(Collection<NoticeState> states) {
        if (states.stream().anyMatch(state -> !state.terminal())) {
            return EventStatus.SUBSCRIBED;
        }
        if (states.stream().allMatch(state -> state == NoticeState.SUPPRESSED)) {
            return EventStatus.SUPPRESSED;
        }
        boolean someFailed = states.stream().anyMatch(DeliveryStatus::failed);
        if (!someFailed) {
            return EventStatus.DISPATCHED;
        }
        return states.stream().noneMatch(state -> state == NoticeState.SENT)
                ? EventStatus.FAILED
                : EventStatus.PARTLY_FAILED;
    }

    private static boolean failed(NoticeState state) {
        return state == NoticeState.DEAD || state == NoticeState.SKIPPED;
    }
}
