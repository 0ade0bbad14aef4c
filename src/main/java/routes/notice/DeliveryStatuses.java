package routes.notice;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import routes.event.EventStatus;

/** Keeps on the event how far its notices got: VeAIOps' {@code status}. */
public interface DeliveryStatuses {
    /** Notices were made for the event. */
    void subscribed(List<Subscribed> events);

    /** Which targets were notified of the events so far, and for which subscriptions; events without notices are left out. */
    Map<String, List<Notified>> notified(Collection<String> eventIds);

    /** No notice is made of these events; events that have notices already keep their status. */
    void notDelivered(Collection<String> eventIds, EventStatus status);

    /** These events are about to get a message after all. */
    void waitingAgain(Collection<String> eventIds);

    /** Brings the status of the events up to date with the states of their notices. */
    void rollUp(Collection<String> eventIds);

    /** Rolls the events of notices up that have ended; an event that has this notice alone is not looked at before. */
    void ended(Collection<Ended> notices);

    /**
     * Events that wait for their notices and did not change since then, in the order of their ids.
     *
     * @param after the id that they come after; empty means the first ones
     */
    List<String> waiting(String after, Instant unchangedSince, int limit);

    /** A notice about an event has ended in this state. */
    record Ended(String eventId, String noticeId, NoticeState state) {}

    /** An event and notices made for it. */
    record Subscribed(String eventId, List<String> noticeIds) {}
}
