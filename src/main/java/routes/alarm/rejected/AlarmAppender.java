package routes.alarm.rejected;

import java.util.List;
import routes.alarm.Alarm;

/** Takes alarms as the endpoints do. */
@FunctionalInterface
public interface AlarmAppender {
    /** Returns once the alarms are durable, and throws otherwise. */
    void append(List<Alarm> alarms);
}
