package routes.event;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import routes.alarm.Alarm;
import routes.alarm.AlarmStatus;

/** What an event says of its problem, from the alarms that say it. */
final class EventContents {
    private EventContents() {}

    /** What the first alarm says; a recovery alone may have no title, then the fingerprint names it. */
    static Event.Content of(Alarm alarm) {
        return new Event.Content(
                alarm.source(),
                alarm.agentType(),
                alarm.datasourceType(),
                alarm.title().isBlank() ? alarm.fingerprint() : alarm.title(),
                alarm.summary(),
                alarm.labels(),
                alarm.project(),
                alarm.product(),
                alarm.customer(),
                alarm.region(),
                alarm.disposition(),
                alarm.raw());
    }

    /**
     * What a later alarm makes of it. A firing alarm says all anew; owners once known are kept. The message of an end is
     * often poor: it adds what it says and empties nothing, and without a title of its own it does not replace the raw data.
     */
    static Event.Content after(Event.Content old, Alarm alarm) {
        boolean firing = alarm.status() == AlarmStatus.FIRING;
        boolean titled = !alarm.title().isBlank();
        return new Event.Content(
                alarm.source(),
                alarm.agentType(),
                alarm.datasourceType(),
                titled ? alarm.title() : old.title(),
                firing || !alarm.summary().isBlank() ? alarm.summary() : old.summary(),
                firing ? alarm.labels() : both(old.labels(), alarm.labels()),
                owners(firing, old.project(), alarm.project()),
                owners(firing, old.product(), alarm.product()),
                owners(firing, old.customer(), alarm.customer()),
                owners(firing, old.region(), alarm.region()),
                alarm.disposition(),
                firing || titled ? alarm.raw() : old.raw());
    }

    private static List<String> owners(boolean firing, List<String> old, List<String> next) {
        if (next.isEmpty() || old.equals(next)) {
            return old;
        }
        return firing
                ? next
                : Stream.concat(old.stream(), next.stream()).distinct().toList();
    }

    private static Map<String, String> both(Map<String, String> old, Map<String, String> next) {
        if (next.isEmpty()) {
            return old;
        }
        Map<String, String> both = new LinkedHashMap<>(old);
        both.putAll(next);
        return both;
    }
}
