package routes.store;

import static com.mongodb.client.model.Filters.exists;
import static org.assertj.core.api.Assertions.assertThat;
import static routes.fixtures.AlarmFixture.aFiringAlarm;
import static routes.fixtures.AlarmFixture.aRecovery;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.alarm.OwnRule;
import routes.event.AlarmMerge;
import routes.event.MergePolicy;
import routes.fixtures.AlarmFixture;

/** Events of rules of ours are found by a field that only they have, and that has an index. */
@Tag("slow")
class MongoRuleEventsTest {
    private static final String SOURCE = "65a000000000000000000001";
    private static final Instant FROM = Instant.EPOCH;
    private static final Instant TO = Instant.parse("2100-01-01T00:00:00Z");

    private final WireServer server = WireServer.start();
    private final AlarmMerge merge =
            new AlarmMerge(new MongoEventLedger(server.database()), source -> MergePolicy.DEFAULT);
    private final MongoRuleEvents events = new MongoRuleEvents(server.database());
    private long offset;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void events_that_rules_of_a_data_source_raised_are_found_whatever_platform_sent_them() {
        merge(aFiringAlarm()
                .of("zabbix:group:a")
                .labelled(OwnRule.SOURCE, SOURCE)
                .labelled(OwnRule.RULE, "r"));
        merge(aRecovery().of("zabbix:group:a").afterMinutes(3).labelled(OwnRule.SOURCE, SOURCE));
        merge(aFiringAlarm().of("prometheus:b").labelled(OwnRule.asLabel(OwnRule.SOURCE), SOURCE));
        merge(aFiringAlarm().of("zabbix:group:c").labelled(OwnRule.SOURCE, "65a000000000000000000002"));
        merge(aFiringAlarm().of("zabbix:group:d").labelled("other", SOURCE));

        assertThat(events.of(SOURCE, FROM, TO)).hasSize(2).allSatisfy(event -> assertThat(event.dataSourceId())
                .isEqualTo(SOURCE));
        assertThat(events.of(SOURCE, TO, TO.plusSeconds(1))).isEmpty();
        assertThat(server.database().getCollection(CollectionNames.EVENT).countDocuments(exists("rule_source")))
                .as("others cost no index entry")
                .isEqualTo(3);
    }

    private void merge(AlarmFixture alarm) {
        merge.merge(List.of(alarm.at(offset++)));
    }
}
