package routes.health.heartbeat;

import java.util.List;
import java.util.function.Predicate;
import routes.alarm.Alarm;
import routes.alarm.AlarmStatus;
import routes.alarm.HubAlarm;
import routes.event.AlarmFields;
import routes.event.PublishedEvent;
import routes.subscription.Matcher;

/** A watch compiled for matching. */
record CompiledWatch(HeartbeatWatch watch, Predicate<Alarm> alarms, Predicate<PublishedEvent> events) {

    static CompiledWatch of(HeartbeatWatch watch) {
        List<Matcher> matchers = watch.scope().matchers();
        return new CompiledWatch(watch, Matcher.all(matchers, AlarmFields::of), Matcher.all(matchers));
    }

    /**
     * Whether a post of a source counts. Of a source alone every post that is taken counts; of matchers an alarm that
     * fires: the end of a heartbeat is no heartbeat.
     */
    boolean counts(String source, List<Alarm> taken) {
        String only = watch.scope().source();
        if (only != null && !only.equals(source)) {
            return false;
        }
        return watch.scope().matchers().isEmpty()
                || taken.stream().anyMatch(alarm -> alarm.status() == AlarmStatus.FIRING && alarms.test(alarm));
    }

    /** Whether people need not see the event: it is one of the heartbeats. */
    boolean suppresses(PublishedEvent event) {
        String only = watch.scope().source();
        return watch.suppress()
                && !HubAlarm.SOURCE.equals(event.source())
                && (only == null || only.equals(event.source()))
                && events.test(event);
    }
}
