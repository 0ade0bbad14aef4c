package routes.health.heartbeat;

import static routes.fakes.SampleEvent.NOW;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import routes.alarm.Alarm;
import routes.alarm.AlarmBuilder;
import routes.alarm.AlarmIds;
import routes.alarm.AlarmStatus;
import routes.alarm.Level;
import routes.common.repository.Query;
import routes.event.MatchOperator;
import routes.fixtures.MemoryRepository;
import routes.subscription.Matcher;

/** Heartbeat watches for tests, in words. */
public final class HeartbeatFixtures {
    public static final String WATCH = "d".repeat(24);

    /** The alarm that kube-prometheus fires all the time. */
    public static final Matcher WATCHDOG = new Matcher("alertname", MatchOperator.EQUAL, "Watchdog");

    private HeartbeatFixtures() {}

    /** Watchdog must come every five minutes, and notifies no one. */
    public static HeartbeatWatch watchdog() {
        return watch(null, true, WATCHDOG);
    }

    public static HeartbeatWatch watch(@Nullable String source, boolean suppress, Matcher... matchers) {
        return new HeartbeatWatch(
                WATCH,
                "cluster prod",
                new HeartbeatWatch.Scope(source, List.of(matchers)),
                Duration.ofMinutes(5),
                new HeartbeatWatch.Report(Level.P0, List.of("shop"), List.of(), List.of()),
                suppress,
                null,
                NOW,
                null,
                NOW);
    }

    public static Alarm alarm(String source, AlarmStatus status, String alertname) {
        return new AlarmBuilder(AlarmIds.fresh(NOW), source, NOW, null)
                .fingerprint(source + ":" + alertname)
                .status(status)
                .title(alertname)
                .senderLabel("alertname", alertname)
                .raw(JsonNodeFactory.instance.objectNode())
                .build();
    }

    /** A book that has read these watches and stores nothing. */
    public static HeartbeatRegistry book(HeartbeatWatch... watches) {
        HeartbeatRegistry book =
                new HeartbeatRegistry(new Memory(watches), Duration.ofHours(1), java.time.Clock.systemUTC());
        book.refresh();
        return book;
    }

    /** Watches in memory; it counts what is written. */
    public static final class Memory extends MemoryRepository<HeartbeatWatch> implements Heartbeats {
        private final List<String> written = new ArrayList<>();

        public Memory(HeartbeatWatch... all) {
            List.of(all).forEach(this::insert);
        }

        /** The times that were saved, in order. */
        public List<String> written() {
            return written;
        }

        @Override
        public Optional<Pulse> pulse(String id) {
            return find(id).map(one -> new Pulse(one, null, null));
        }

        @Override
        public List<Pulse> pulses() {
            return all(Query.ALL).stream()
                    .map(one -> new Pulse(one, null, null))
                    .toList();
        }

        @Override
        public Instant listening(Instant now, Duration outage) {
            return now;
        }

        @Override
        public void seen(String id, Instant at) {
            version();
            written.add(id + " " + at);
        }

        @Override
        public void silent(String id, Instant since) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void over(String id, Instant since) {
            throw new UnsupportedOperationException();
        }
    }
}
