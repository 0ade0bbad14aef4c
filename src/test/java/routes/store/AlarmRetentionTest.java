package routes.store;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fixtures.AlarmFixture.START;
import static routes.fixtures.AlarmFixture.aFiringAlarm;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.event.AlarmMerge;
import routes.event.LoggedAlarm;
import routes.event.MergePolicy;

@Tag("slow")
class AlarmRetentionTest {
    private final WireServer server = WireServer.start();
    private final MongoEventLedger ledger = new MongoEventLedger(server.database());

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void old_alarms_are_forgotten_and_young_ones_and_all_events_stay() {
        LoggedAlarm old = aFiringAlarm().of("old").at(1);
        LoggedAlarm young = aFiringAlarm().of("young").afterMinutes(2).at(2);
        new AlarmMerge(ledger, source -> MergePolicy.DEFAULT).merge(List.of(old, young));

        Instant now = START.plus(Duration.ofDays(30)).plusSeconds(60);
        assertThat(new MongoHistory(server.database()).delete("alarms", now.minus(Duration.ofDays(30)), now))
                .isOne();

        Set<String> ids = Set.of(old.alarm().id(), young.alarm().id());
        assertThat(ledger.alarmsById(ids)).containsOnlyKeys(young.alarm().id());
        assertThat(ledger.eventsById(ids)).hasSize(2);
    }
}
