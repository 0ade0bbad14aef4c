package routes.event;

import java.util.List;
import java.util.Optional;

/** What people ask of stored events. */
public interface EventQueries {
    /** By creation time. */
    Found find(EventFilter filter, boolean newestFirst, int skip, int limit);

    /** @param id of an event, or of an alarm that merged into one: the id that an alarm endpoint answered finds it too */
    Optional<EventView> byId(String id);

    /** The alarms that merged into an event, the newest first. */
    List<AlarmView> alarmsOf(String eventId, int limit);

    /** @param total how many there are in all */
    record Found(List<EventView> events, long total) {
        public Found {
            events = List.copyOf(events);
        }
    }
}
