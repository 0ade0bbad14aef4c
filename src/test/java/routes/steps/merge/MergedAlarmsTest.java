package routes.steps.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Processor;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.alarm.Alarm;
import routes.event.AlarmMerge;
import routes.event.LogPosition;
import routes.event.LoggedAlarm;
import routes.event.LooseRecoveries;
import routes.event.MergePolicy;
import routes.event.MergeResult;
import routes.fixtures.AlarmFixture;
import routes.store.MongoEventLedger;
import routes.store.WireServer;

/** What the merge remembers, as the idempotent repository that routes name. */
@Tag("slow")
class MergedAlarmsTest {
    private static final String ROUTE =
            """
            - route:
                id: own-alarms
                from:
                  uri: direct
                  parameters:
                    name: alarms
                  steps:
                    - idempotentConsumer:
                        idempotentRepository: "#bean:mergedAlarms"
                        eager: false
                        expression:
                          header:
                            expression: alarm_id
                        steps:
                          - process:
                              ref: passed
            """;

    private final WireServer server = WireServer.start();
    private final MongoEventLedger ledger = new MongoEventLedger(server.database());
    private final MergedAlarms merged = new MergedAlarms(ledger);
    private final AlarmMerge merge = new AlarmMerge(
            ledger, source -> MergePolicy.DEFAULT, LooseRecoveries.NONE, result -> result, merged::among);
    private final Alarm alarm = AlarmFixture.aFiringAlarm().build();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void an_alarm_is_contained_once_it_is_merged() {
        assertThat(merged.contains(alarm.id())).isFalse();

        merge.merge(List.of(new LoggedAlarm(alarm, new LogPosition(1, 7))));

        assertThat(merged.contains(alarm.id())).isTrue();
        assertThat(merged.confirm(alarm.id())).isTrue();
        assertThat(merged.among(List.of(alarm.id())).get(alarm.id()).position()).isEqualTo(new LogPosition(1, 7));
    }

    @Test
    void the_merge_asks_it_and_merges_a_record_once() {
        LoggedAlarm record = new LoggedAlarm(alarm, new LogPosition(1, 7));
        merge.merge(List.of(record));

        MergeResult again = merge.merge(List.of(record));
        MergeResult repeatedDelivery = merge.merge(List.of(new LoggedAlarm(alarm, new LogPosition(1, 9))));

        assertThat(again.changed()).isEmpty();
        assertThat(again.publications()).as("published again").hasSize(1);
        assertThat(repeatedDelivery.retried()).isEqualTo(1);
        assertThat(repeatedDelivery.publications()).isEmpty();
    }

    @Test
    void routes_can_ask_and_change_nothing() {
        assertThat(merged.add(alarm.id())).isTrue();
        assertThat(merged.contains(alarm.id())).as("adding writes nothing").isFalse();

        merge.merge(List.of(new LoggedAlarm(alarm, new LogPosition(1, 7))));

        assertThat(merged.add(alarm.id())).isFalse();
        assertThat(merged.remove(alarm.id())).isFalse();
        assertThat(merged.contains(alarm.id())).isTrue();
        assertThatThrownBy(merged::clear).hasMessageContaining("veaiops.alarms.keep-days");
    }

    @Test
    void an_idempotent_consumer_passes_on_what_is_not_merged_yet() throws Exception {
        AtomicInteger passed = new AtomicInteger();
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getRegistry().bind("mergedAlarms", merged);
            context.getRegistry().bind("passed", (Processor) exchange -> passed.incrementAndGet());
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("own.camel.yaml", ROUTE));
            context.start();

            context.createProducerTemplate().sendBodyAndHeader("direct:alarms", "", "alarm_id", alarm.id());
            merge.merge(List.of(new LoggedAlarm(alarm, new LogPosition(1, 7))));
            context.createProducerTemplate().sendBodyAndHeader("direct:alarms", "", "alarm_id", alarm.id());
        }

        assertThat(passed).hasValue(1);
    }
}
