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
 * what another one raised; what only one copy sees, only that copy ends. An alarm is said again from time to time, and
 * expires when no copy says it any more.
 *
 * <p>Failure policy: what was not appended is made again by the next look. While the store is away, what is open is not
 * known: alarms are raised and none is ended.
 */
public final class SelfAlarms {
    private static final String SAID = "selfAlarmsSaid";
    private static final int EXPIRE_AFTER_REPEATS = 3;

    private final HubSnapshot look;
    private final Settings settings;
    private final Clock clock;
    private final Episodes episodes = new Episodes();
    private final Map<String, String> said = new HashMap<>();

    /**
     * @param copy the name of this copy
     * @param repeat how often an alarm is said again
     */
    public record Settings(String copy, Level level, OwnerLabels owners, Duration repeat) {}

    public SelfAlarms(HubSnapshot look, Settings settings, Clock clock) {
        this.look = look;
        this.settings = settings;
        this.clock = clock;
    }

    /** Leaves the records for {@code veaiops.alarms} in the body. */
    public synchronized void records(Exchange exchange) {
        List<Alarm> alarms = alarms(clock.instant()).stream()
                .filter(alarm -> !alarm.id().equals(said.get(alarm.fingerprint())))
                .toList();
        exchange.setProperty(SAID, alarms);
        exchange.getMessage()
                .setBody(alarms.stream()
                        .map(alarm -> LogRecord.of(exchange.getContext(), alarm.fingerprint(), Json.bytes(alarm)))
                        .toList());
    }

    /** The records are durable: they are not made again. */
    @SuppressWarnings("unchecked")
    public synchronized void said(Exchange exchange) {
        ((List<Alarm>) exchange.getProperty(SAID, List.class))
                .forEach(alarm -> said.put(alarm.fingerprint(), alarm.id()));
    }

    private List<Alarm> alarms(Instant now) {
        HubSnapshot.Seen seen = look.at(now);
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
        long turn = now.toEpochMilli() / settings.repeat().toMillis();
        String occasion = lasting.since() + "/" + turn;
        return ours(HubAlarm.of(finding.kind(), finding.subject(), AlarmStatus.FIRING, occasion, now))
                .startedAt(lasting.since())
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
