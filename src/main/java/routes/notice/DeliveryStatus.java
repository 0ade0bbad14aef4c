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
        boolean someFailed = states.stream().anyMatch(DeliveryStatus::failed);
        if (!someFailed) {
            return EventStatus.DISPATCHED;
        }
        return states.stream().allMatch(DeliveryStatus::failed) ? EventStatus.FAILED : EventStatus.PARTLY_FAILED;
    }

    private static boolean failed(NoticeState state) {
        return state == NoticeState.DEAD || state == NoticeState.SKIPPED;
    }
}
