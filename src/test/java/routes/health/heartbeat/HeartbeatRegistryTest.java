package routes.health.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static routes.fakes.SampleEvent.NOW;
import static routes.fakes.SampleEvent.anEvent;
import static routes.health.heartbeat.HeartbeatFixtures.WATCH;
import static routes.health.heartbeat.HeartbeatFixtures.WATCHDOG;
import static routes.health.heartbeat.HeartbeatFixtures.alarm;
import static routes.health.heartbeat.HeartbeatFixtures.watch;
import static routes.health.heartbeat.HeartbeatFixtures.watchdog;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.alarm.AlarmStatus;
import routes.event.PublishedEvent;
import routes.health.heartbeat.HeartbeatFixtures.Memory;

class HeartbeatRegistryTest {
    private static final PublishedEvent EVENT =
            anEvent().labelled("alertname", "Watchdog").build();

    @ParameterizedTest(name = "watch of source {0}, of Watchdog: {1}; alertmanager says {2} {3}: {4}")
    @CsvSource(
            nullValues = "-",
            value = {
                "-,            true,  FIRING,   Watchdog, true",
                "-,            true,  FIRING,   Load,     false",
                "-,            true,  RESOLVED, Watchdog, false",
                "alertmanager, true,  FIRING,   Watchdog, true",
                "grafana,      true,  FIRING,   Watchdog, false",
                "alertmanager, false, RESOLVED, Load,     true",
                "grafana,      false, FIRING,   Load,     false"
            })
    void an_alarm_counts_that_the_watch_names(
            @Nullable String source, boolean named, AlarmStatus status, String sent, boolean counts) {
        Memory store = new Memory(named ? watch(source, false, WATCHDOG) : watch(source, false));
        HeartbeatRegistry book = loaded(store);

        book.heard("alertmanager", List.of(alarm("alertmanager", status, sent)), NOW);
        book.save();

        assertThat(store.written()).hasSize(counts ? 1 : 0);
    }

    @Test
    void a_post_without_alarms_is_a_sign_of_life_of_its_source_only() {
        Memory named = new Memory(watch("prometheus", false));
        Memory matched = new Memory(watch("prometheus", false, WATCHDOG));
        for (Memory store : List.of(named, matched)) {
            HeartbeatRegistry book = loaded(store);
            book.heard("prometheus", List.of(), NOW);
            book.save();
        }

        assertThat(named.written()).hasSize(1);
        assertThat(matched.written()).isEmpty();
    }

    @Test
    void many_heartbeats_are_one_write_and_what_was_not_saved_is_saved_later() {
        Memory store = new Memory(watchdog());
        HeartbeatRegistry book = loaded(store);
        for (int second = 0; second < 100; second++) {
            book.heard("x", List.of(alarm("x", AlarmStatus.FIRING, "Watchdog")), NOW.plusSeconds(second));
        }
        book.heard("x", List.of(alarm("x", AlarmStatus.FIRING, "Watchdog")), NOW);

        store.away(true);
        assertThatThrownBy(book::save).hasMessage("the store is away");
        store.away(false);
        book.save();
        book.save();

        assertThat(store.written()).containsExactly(WATCH + " " + NOW.plusSeconds(99));
    }

    @Test
    void its_heartbeats_are_kept_from_people_if_the_watch_says_so_but_never_an_alarm_of_the_hub() {
        assertThat(HeartbeatFixtures.book(watchdog()).suppressing(EVENT)).contains(watchdog());
        assertThat(HeartbeatFixtures.book(watch(null, false, WATCHDOG)).suppressing(EVENT))
                .isEmpty();
        assertThat(HeartbeatFixtures.book(watch("grafana", true, WATCHDOG)).suppressing(EVENT))
                .isEmpty();
        assertThat(HeartbeatFixtures.book(watchdog()).suppressing(anEvent().build()))
                .isEmpty();
    }

    @Test
    void before_the_first_load_nothing_is_decided() {
        Memory store = new Memory(watchdog());
        store.away(true);
        HeartbeatRegistry book = loaded(store);

        assertThat(book.loaded()).isFalse();
        assertThatThrownBy(() -> book.suppressing(EVENT)).isInstanceOf(HeartbeatsNotLoaded.class);
    }

    private static HeartbeatRegistry loaded(Memory store) {
        HeartbeatRegistry book = new HeartbeatRegistry(store, Duration.ofHours(1), Clock.systemUTC());
        book.refresh();
        return book;
    }
}
