package routes.store;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fixtures.AlarmFixture.aFiringAlarm;
import static routes.fixtures.AlarmFixture.aRecovery;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.event.AlarmMerge;
import routes.event.MergePolicy;
import routes.fixtures.AlarmFixture;

@Tag("slow")
class MongoOpenProblemsTest {
    private final WireServer server = WireServer.start();
    private final AlarmMerge merge =
            new AlarmMerge(new MongoEventLedger(server.database()), source -> MergePolicy.DEFAULT);
    private final MongoOpenProblems problems = new MongoOpenProblems(server.database());
    private long offset;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void open_events_of_the_source_with_all_the_labels_are_found() {
        merge(aFiringAlarm().of("zabbix:group:b"), "r", "i");
        merge(aFiringAlarm().of("zabbix:group:a"), "r", "i");
        merge(aFiringAlarm().of("zabbix:group:other"), "r", "j");
        merge(aFiringAlarm().of("zabbix-2:group:a"), "r", "i");
        merge(aFiringAlarm().of("zabbix:group:over"), "r", "i");
        merge(aRecovery().of("zabbix:group:over").afterMinutes(3), "r", "i");

        assertThat(problems.fingerprints("zabbix", Map.of("rule.id", "r", "resource_id", "i")))
                .containsExactly("zabbix:group:a", "zabbix:group:b");
        assertThat(problems.fingerprints("zabbix", Map.of("rule.id", "r", "resource_id", "k")))
                .isEmpty();
    }

    private void merge(AlarmFixture alarm, String rule, String resource) {
        merge.merge(List.of(alarm.labelled("rule.id", rule)
                .labelled("resource_id", resource)
                .at(offset++)));
    }
}
