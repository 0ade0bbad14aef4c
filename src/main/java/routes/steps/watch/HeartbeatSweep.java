package routes.steps.watch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.camel.Exchange;
import routes.alarm.Alarm;
import routes.common.json.Json;
import routes.health.heartbeat.HeartbeatAlarms;
import routes.health.heartbeat.HeartbeatRegistry;
import routes.health.heartbeat.Heartbeats;
import routes.health.heartbeat.Pulse;
import routes.health.heartbeat.Pulse.Verdict;
import routes.steps.kafka.LogRecord;

/**
 * Raises an alarm for every heartbeat watch whose alarms stay away, and ends it when they come again.
 *
 * <p>Failure policy: a watch is marked after its alarm is durable. Cut off in between, or in several copies at once, the
 * same alarm is made again, with the same id, and the merge counts it once.
 */
public final class HeartbeatSweep {
    private static final String FOUND = "heartbeatsFound";

    private final HeartbeatRegistry registry;
    private final Heartbeats store;
    private final Settings settings;
    private final Clock clock;
    private Instant judgeFrom = Instant.MIN;

    /**
     * @param slack how long other copies may take to save the heartbeats that came
     * @param outage a longer break of the whole hub starts the count of every watch anew
     */
    public record Settings(Duration slack, Duration outage) {}

    private record Found(Pulse pulse, Verdict verdict, Instant at) {
        Alarm alarm() {
            return verdict == Verdict.SILENT
                    ? HeartbeatAlarms.silent(pulse, at)
                    : HeartbeatAlarms.over(pulse, Objects.requireNonNull(pulse.silentSince()), at);
        }
    }

    public HeartbeatSweep(HeartbeatRegistry registry, Heartbeats store, Settings settings, Clock clock) {
        this.registry = registry;
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    /** Saves the heartbeats that came, and leaves the records for {@code veaiops.alarms} in the body. */
    public synchronized void records(Exchange exchange) {
        List<Found> found = find(clock.instant());
        exchange.setProperty(FOUND, found);
        exchange.getMessage()
                .setBody(found.stream()
                        .map(Found::alarm)
                        .map(alarm -> LogRecord.of(exchange.getContext(), alarm.fingerprint(), Json.bytes(alarm)))
                        .toList());
    }

    /** The records are durable. */
    @SuppressWarnings("unchecked")
    public void marked(Exchange exchange) {
        for (Found one : (List<Found>) exchange.getProperty(FOUND, List.class)) {
            String id = one.pulse().watch().id();
            if (one.verdict() == Verdict.SILENT) {
                store.silent(id, one.at());
            } else {
                store.over(id, Objects.requireNonNull(one.pulse().silentSince()));
            }
        }
    }

    private List<Found> find(Instant now) {
        try {
            registry.save();
            Instant listening = store.listening(now, settings.outage());
            List<Found> found = new ArrayList<>();
            for (Pulse pulse : store.pulses()) {
                Verdict verdict = pulse.verdict(listening, now.minus(settings.slack()));
                if (verdict == Verdict.OVER || verdict == Verdict.SILENT && judges(now)) {
                    found.add(new Found(pulse, verdict, now));
                }
            }
            return found;
        } catch (RuntimeException e) {
            judgeFrom = now.plus(settings.slack());
            throw e;
        }
    }

    /** After the store was away, other copies first save what came meanwhile. */
    private boolean judges(Instant now) {
        return registry.loaded() && !now.isBefore(judgeFrom);
    }
}
