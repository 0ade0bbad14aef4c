package routes.tool.compare;

import routes.alarm.Alarm;
import routes.event.LogPosition;

/**
 * An alarm as one of the scenarios has it.
 *
 * @param identity the post and the item that it came of: the same in both scenarios
 * @param position of the record that it came of
 */
record ComparedAlarm(String identity, LogPosition position, Alarm alarm) {
    static ComparedAlarm of(KeptAlarm kept) {
        return new ComparedAlarm(kept.identity(), kept.position(), kept.alarm());
    }
}
