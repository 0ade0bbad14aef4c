package routes.steps.watch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import routes.alarm.Alarm;
import routes.alarm.AlarmBuilder;
import routes.alarm.AlarmStatus;
import routes.alarm.HubAlarm;
import routes.alarm.Level;
import routes.alarm.OwnerLabels;
import routes.common.json.Json;
import routes.health.selfalarm.Episodes;
import routes.health.selfalarm.Episodes.Lasting;
import routes.health.selfalarm.HubFacts.Open;
import routes.health.selfalarm.HubFinding;
import routes.steps.kafka.LogRecord;

/**
 * Raises alarms about the hub itself, and ends them. Which ones are open is read from the events, so that any copy ends
 * what another one raised; what only one copy sees, only that copy ends. An alarm is repeated from time to time, and
 * expires when no copy repeats it.
 *
 * <p>Failure policy: what was not appended is made again by the next check. While the store is away, what is open is not
 * known: alarms are raised and none is ended.
 */
public final class SelfAlarms {
    private static final String APPENDED = "selfAlarmsAppended";
    private static final int EXPIRE_AFTER_REPEATS = 3;

    private final HubSnapshot snapshot;
    private final Settings settings;
    private final Clock clock;
    private final Episodes episodes = new Episodes();
    private final Map<String, String> appended = new HashMap<>();

    /**
     * @param copy the name of this copy
     * @param repeat how often an alarm is repeated
     */
    public record Settings(String copy, Level level, OwnerLabels owners, Duration repeat) {}

    public SelfAlarms(HubSnapshot snapshot, Settings settings, Clock clock) {
        this.snapshot = snapshot;
        this.settings = settings;
        this.clock = clock;
    }

    /** Leaves the records for {@code veaiops.alarms} in the body. */
    public synchronized void records(Exchange exchange) {
        List<Alarm> alarms = alarms(clock.instant()).stream()
                .filter(alarm -> !alarm.id().equals(appended.get(alarm.fingerprint())))
                .toList();
        exchange.setProperty(APPENDED, alarms);
        exchange.getMessage()
                .setBody(alarms.stream()
                        .map(alarm -> LogRecord.of(exchange.getContext(), alarm.fingerprint(), Json.bytes(alarm)))
                        .toList());
    }

    /** The records are durable: they are not made again. */
    @SuppressWarnings("unchecked")
    public synchronized void appended(Exchange exchange) {
        ((List<Alarm>) exchange.getProperty(APPENDED, List.class))
                .forEach(alarm -> appended.put(alarm.fingerprint(), alarm.id()));
    }

    private List<Alarm> alarms(Instant now) {
        HubSnapshot.Seen seen = snapshot.at(now);
        Optional<List<Open>> open = seen.open();
        List<Alarm> alarms = new ArrayList<>();
        episodes.lasting(seen.findings(), open.isPresent()).forEach(lasting -> alarms.add(firing(lasting, now)));
        Set<String> found =
                seen.findings().stream().map(HubFinding::fingerprint).collect(Collectors.toSet());
        open.orElse(List.of()).stream()
                .filter(one -> !found.contains(one.fingerprint()))
                .filter(one -> HubFinding.judgedBy(settings.copy(), one.fingerprint()))
                .forEach(one -> alarms.add(over(one, now)));
        return alarms;
    }

    private Alarm firing(Lasting lasting, Instant now) {
        HubFinding finding = lasting.finding();
        long period = now.toEpochMilli() / settings.repeat().toMillis();
        String occasion = lasting.since() + "/" + period;
        AlarmBuilder alarm = ours(HubAlarm.of(finding.kind(), finding.subject(), AlarmStatus.FIRING, occasion, now));
        finding.labels().forEach(alarm::label);
        return alarm.startedAt(lasting.since())
                .expiresAt(now.plus(settings.repeat().multipliedBy(EXPIRE_AFTER_REPEATS)))
                .title(finding.title())
                .summary("Since " + lasting.since() + ": " + finding.detail())
                .label("subject", finding.subject())
                .label("copy", finding.ofOneCopy() ? settings.copy() : null)
                .build();
    }

    private Alarm over(Open open, Instant now) {
        String kind = open.fingerprint().split(":", 3)[1];
        return ours(HubAlarm.of(kind, open.fingerprint(), AlarmStatus.RESOLVED, open.eventId(), now))
                .fingerprint(open.fingerprint())
                .title(open.title())
                .build();
    }

    private AlarmBuilder ours(AlarmBuilder alarm) {
        return alarm.level(settings.level())
                .owners(settings.owners())
                .raw(JsonNodeFactory.instance.objectNode().put("copy", settings.copy()));
    }
}
