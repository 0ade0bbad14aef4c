package routes.store;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fixtures.AlarmFixture.START;
import static routes.fixtures.AlarmFixture.aFiringAlarm;
import static routes.fixtures.AlarmFixture.aRecovery;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.event.AlarmMerge;
import routes.event.Event;
import routes.event.EventChange;
import routes.event.MergePolicy;
import routes.event.MergeResult;

@Tag("slow")
class ExpiringEventsTest {
    private final WireServer server = WireServer.start();
    private final AlarmMerge merge =
            new AlarmMerge(new MongoEventLedger(server.database()), source -> MergePolicy.DEFAULT);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void an_event_is_found_by_the_time_at_which_it_ends_as_long_as_it_has_one() {
        merge.merge(List.of(
                aFiringAlarm().of("z:1").expiringAtMinute(5).at(0),
                aFiringAlarm().of("z:2").at(1)));
        assertThat(expiring()).containsExactly("z:1");

        MergeResult later = merge.merge(List.of(
                aRecovery().of("z:1").expiringAtMinute(5).at(2),
                aFiringAlarm().of("z:2").expiringAtMinute(7).at(3)));
        assertThat(expiring()).containsExactly("z:2");
        assertThat(later.changed()).extracting(EventChange::expiring).containsExactly(true, false);

        merge.merge(List.of(aFiringAlarm().of("z:2").at(4)));
        assertThat(expiring()).isEmpty();
    }

    private List<String> expiring() {
        return new ExpiringEvents(server.database())
                .due(START.plus(Duration.ofDays(1)), 10).stream()
                        .map(Event::fingerprint)
                        .toList();
    }
}
