package routes.steps.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fakes.SampleEvent.NOW;
import static routes.health.heartbeat.HeartbeatFixtures.WATCH;
import static routes.health.heartbeat.HeartbeatFixtures.alarm;
import static routes.health.heartbeat.HeartbeatFixtures.watchdog;

import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.alarm.Alarm;
import routes.alarm.AlarmStatus;
import routes.common.json.Json;
import routes.fakes.WireStore;
import routes.fixtures.ManualClock;
import routes.health.heartbeat.HeartbeatRegistry;
import routes.health.heartbeat.HeartbeatWatch;
import routes.store.MongoHeartbeats;

/** Two copies watch the same Watchdog; it must come every five minutes. */
@Tag("slow")
class HeartbeatSweepTest {
    private static final Duration PERIOD = Duration.ofSeconds(5);
    private static final HeartbeatSweep.Settings SETTINGS =
            new HeartbeatSweep.Settings(PERIOD.multipliedBy(2), Duration.ofSeconds(60));

    private static WireStore server;

    @TempDir
    private static Path folder;

    private final ManualClock clock = new ManualClock(NOW);
    private MongoHeartbeats store;
    private Copy one;
    private Copy two;

    @BeforeAll
    static void start() {
        server = WireStore.start(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void empty() {
        MongoDatabase database = server.empty();
        store = new MongoHeartbeats(database);
        store.insert(watchdog());
        one = new Copy();
        two = new Copy();
    }

    @Test
    void silence_is_one_alarm_whichever_copy_sees_it_and_its_end_is_one_too() throws Exception {
        run(Duration.ofMinutes(4));
        one.receives("Watchdog");
        assertThat(run(Duration.ofMinutes(5))).as("received by the other copy").isEmpty();

        List<Alarm> silent = run(Duration.ofMinutes(1));
        assertThat(silent).extracting(Alarm::id).hasSize(1);
        assertThat(silent.get(0).status()).isEqualTo(AlarmStatus.FIRING);
        assertThat(silent.get(0).fingerprint()).isEqualTo("veaiops:heartbeat:" + WATCH);
        assertThat(silent.get(0).project()).containsExactly("shop");
        assertThat(silent.get(0).labels()).containsEntry("watch", "cluster prod");
        assertThat(run(Duration.ofMinutes(30))).as("said once").isEmpty();

        two.receives("Watchdog");
        List<Alarm> over = run(Duration.ofMinutes(1));
        assertThat(over).extracting(Alarm::status).containsExactly(AlarmStatus.RESOLVED);
        assertThat(over.get(0).fingerprint()).isEqualTo(silent.get(0).fingerprint());
        assertThat(run(Duration.ofMinutes(5))).as("and again").hasSize(1);
    }

    @Test
    void both_copies_at_once_and_a_copy_that_is_cut_off_make_the_same_alarm() throws Exception {
        run(Duration.ofMinutes(5));
        clock.advance(PERIOD.multipliedBy(3));

        List<Alarm> first = one.cutOff();
        List<Alarm> second = two.cutOff();
        List<Alarm> again = one.sweep();

        assertThat(first).extracting(Alarm::id).hasSize(1);
        assertThat(second).extracting(Alarm::id).isEqualTo(ids(first));
        assertThat(again).extracting(Alarm::id).isEqualTo(ids(first));
    }

    @Test
    void after_an_outage_of_the_whole_hub_every_watch_counts_anew_and_after_a_restart_it_goes_on() throws Exception {
        run(Duration.ofMinutes(4));
        clock.advance(Duration.ofHours(2));
        one = new Copy();
        two = new Copy();

        assertThat(run(Duration.ofMinutes(5))).as("two hours down").isEmpty();
        clock.advance(Duration.ofSeconds(40));
        one = new Copy();
        assertThat(run(Duration.ofSeconds(20))).as("a restart of forty seconds").hasSize(1);
    }

    @Test
    void a_changed_watch_ends_its_alarm_and_counts_anew() throws Exception {
        run(Duration.ofMinutes(6));
        store.replace(new HeartbeatWatch(
                WATCH,
                "renamed",
                watchdog().scope(),
                watchdog().every(),
                watchdog().report(),
                false,
                null,
                NOW,
                null,
                clock.instant()));

        List<Alarm> over = run(Duration.ofMinutes(1));
        assertThat(over).extracting(Alarm::status).containsExactly(AlarmStatus.RESOLVED);
        assertThat(run(Duration.ofMinutes(3))).isEmpty();
        assertThat(run(Duration.ofMinutes(2))).extracting(Alarm::status).containsExactly(AlarmStatus.FIRING);
    }

    private static List<String> ids(List<Alarm> alarms) {
        return alarms.stream().map(Alarm::id).toList();
    }

    /** Lets time pass while both copies sweep. */
    private List<Alarm> run(Duration time) throws Exception {
        List<Alarm> made = new ArrayList<>();
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(PERIOD)) {
            clock.advance(PERIOD);
            made.addAll(one.sweep());
            made.addAll(two.sweep());
        }
        return made;
    }

    private final class Copy {
        private final HeartbeatRegistry book = new HeartbeatRegistry(store, Duration.ofHours(1), clock);
        private final HeartbeatSweep sweep = new HeartbeatSweep(book, store, SETTINGS, clock);

        Copy() {
            book.refresh();
        }

        void receives(String alertname) {
            book.heard("x", List.of(alarm("x", AlarmStatus.FIRING, alertname)), clock.instant());
        }

        List<Alarm> sweep() throws IOException {
            book.refresh();
            Exchange exchange = new DefaultExchange(new DefaultCamelContext());
            List<Alarm> alarms = records(exchange);
            sweep.marked(exchange);
            return alarms;
        }

        /** Ends after its records were appended. */
        List<Alarm> cutOff() throws IOException {
            return records(new DefaultExchange(new DefaultCamelContext()));
        }

        private List<Alarm> records(Exchange exchange) throws IOException {
            sweep.records(exchange);
            List<Alarm> alarms = new ArrayList<>();
            for (Object record : exchange.getMessage().getBody(List.class)) {
                alarms.add(Json.mapper().readValue(((Message) record).getBody(byte[].class), Alarm.class));
            }
            return alarms;
        }
    }
}
