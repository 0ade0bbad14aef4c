package routes.steps.merge;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.apache.camel.Message;
import routes.alarm.Alarm;
import routes.alarm.AlarmBuilder;
import routes.alarm.AlarmIds;
import routes.alarm.AlarmStatus;
import routes.common.json.Json;
import routes.event.Event;
import routes.steps.kafka.LogRecord;

/**
 * Makes the records that end open events whose time has run out. They go through the log of alarms, so that the merge
 * ends an event in the order of its alarms: an alarm that was accepted before the record keeps the event alive.
 *
 * <p>Failure policy: a record that was not appended is made again by the next sweep. Its id follows from the event and the
 * time, so that several sweepers, or one that is cut off, end an event once.
 */
public final class ExpireEvents {
    /** How long a record has to be merged before it is made again. */
    private static final Duration TIME_TO_MERGE = Duration.ofMinutes(1);

    private final DueEvents due;
    private final CamelContext context;
    private final int batch;
    private final Clock clock;
    private final Map<String, Instant> made = new HashMap<>();

    /** Open events that should have ended before a time, the earliest first. */
    @FunctionalInterface
    public interface DueEvents {
        List<Event> before(Instant time, int most);
    }

    public ExpireEvents(DueEvents due, CamelContext context, int batch, Clock clock) {
        this.due = due;
        this.context = context;
        this.batch = batch;
        this.clock = clock;
    }

    /** Records for {@code veaiops.alarms}; those that this process made a short while ago are left out. */
    public synchronized List<Message> records() {
        Instant now = clock.instant();
        made.values().removeIf(at -> at.plus(TIME_TO_MERGE).isBefore(now));
        return due.before(now, batch).stream()
                .filter(event -> made.putIfAbsent(event.id(), now) == null)
                .map(event -> LogRecord.of(context, event.fingerprint(), Json.bytes(expiry(event, now))))
                .toList();
    }

    static Alarm expiry(Event event, Instant now) {
        Instant expiresAt = Objects.requireNonNull(event.times().expiresAt(), "only events that expire are due");
        String id = AlarmIds.derived("expiry", event.id(), expiresAt.toString());
        return new AlarmBuilder(id, event.content().source(), now, null)
                .agentType(event.content().agentType())
                .fingerprint(event.fingerprint())
                .status(AlarmStatus.EXPIRED)
                .level(event.level())
                .title(event.content().title())
                .expiresAt(expiresAt)
                .disposition(event.content().disposition())
                .raw(JsonNodeFactory.instance
                        .objectNode()
                        .put("no_alarm_since", event.lastSeen().toString()))
                .build();
    }
}
