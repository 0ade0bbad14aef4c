package routes.tool.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static routes.fixtures.AlarmFixture.aFiringAlarm;
import static routes.fixtures.AlarmFixture.aRecovery;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import routes.alarm.Alarm;
import routes.alarm.Level;
import routes.common.error.VeaiopsException;
import routes.common.json.Json;
import routes.event.LogPosition;
import routes.event.LoggedAlarm;
import routes.extension.lint.DeclaredSettings;
import routes.fixtures.AlarmFixture;
import routes.subscription.Subscription;
import routes.subscription.UnlabelledPolicy;

/** What a change would do to the same alarms. */
class DiffRunTest {
    private static final MergeSettings SHIPPED =
            MergeSettings.of(DeclaredSettings.shipped().values());
    private static final MergeSettings HOUR =
            SHIPPED.with(MergeSettings.of(Map.of("veaiops.merge.window-seconds", "3600")));
    private static final String ALL =
            "[{\"name\":\"ops\",\"agent_type\":\"intelligent_threshold_agent\",\"event_level\":[\"P0\",\"P1\"]}]";

    private long offset;

    @Test
    void the_same_rules_change_nothing() {
        DiffRun comparison = new DiffRun(world(HOUR, ALL), world(HOUR, ALL), Optional::of);

        comparison.add(List.of(at(0, aFiringAlarm()), at(5, aFiringAlarm()), at(9, aRecovery())));

        DiffRun.Report report = comparison.report();
        assertThat(report.same()).isTrue();
        assertThat(report.before()).isEqualTo(new Scenario.Totals(3, 1, 2));
    }

    @Test
    void a_subscription_that_leaves_the_worst_level_out_loses_its_notices_and_they_are_named_first() {
        String less = ALL.replace("\"P0\",", "");
        DiffRun comparison = new DiffRun(world(HOUR, ALL), world(HOUR, less), Optional::of);

        comparison.add(List.of(at(0, aFiringAlarm().of("z:1")), at(1, worst("z:2"))));

        DiffRun.Report report = comparison.report();
        assertThat(report.lostWorst()).isEqualTo(1);
        assertThat(report.lostNotices()).singleElement().satisfies(lost -> {
            assertThat(lost.level()).isEqualTo(Level.P0);
            assertThat(lost.subscription()).isEqualTo("ops");
            assertThat(lost.transition()).isEqualTo("opened");
        });
        assertThat(report.before().events()).isEqualTo(report.after().events());
    }

    @Test
    void a_shorter_window_opens_more_events_and_tells_more() {
        MergeSettings short_ = HOUR.with(MergeSettings.of(Map.of("veaiops.merge.zabbix.window-seconds", "60")));
        DiffRun comparison = new DiffRun(world(HOUR, ALL), world(short_, ALL), Optional::of);

        comparison.add(List.of(at(0, aFiringAlarm())));
        comparison.add(List.of(at(10, aFiringAlarm())));

        DiffRun.Report report = comparison.report();
        assertThat(report.before().events()).isEqualTo(1);
        assertThat(report.after().events()).isEqualTo(2);
        assertThat(report.gained()).containsEntry(Level.P1, 1L);
        assertThat(report.lost()).isEmpty();
    }

    @Test
    void every_setting_of_the_merge_can_be_compared() {
        MergeSettings changed = SHIPPED.with(MergeSettings.of(Map.of(
                "veaiops.merge.zabbix.rest-seconds", "7",
                "veaiops.merge.expires-after-seconds", "60",
                "veaiops.flapping.zabbix.changes", "0",
                "veaiops.bots.refresh-millis", "1")));

        assertThat(SHIPPED.of("zabbix").window()).isEqualTo(Duration.ofDays(1));
        assertThat(SHIPPED.of("zabbix").expiresAfter()).isNull();
        assertThat(changed.values()).doesNotContainKey("veaiops.bots.refresh-millis");
        assertThat(changed.of("zabbix").rest()).isEqualTo(Duration.ofSeconds(7));
        assertThat(changed.of("zabbix").expiresAfter()).isEqualTo(Duration.ofMinutes(1));
        assertThat(changed.of("zabbix").flapping().changes()).isZero();
        assertThat(changed.of("aliyun").rest()).isEqualTo(SHIPPED.of("aliyun").rest());
    }

    @Test
    void a_mapping_that_ignores_alarms_loses_them_and_one_that_calls_them_less_bad_loses_the_worst() {
        DiffRun ignoring = new DiffRun(world(HOUR, ALL), world(HOUR, ALL), alarm -> Optional.empty());
        ignoring.add(List.of(at(0, worst("z:1")), at(0, worst("z:2"))));
        offset = 0;
        DiffRun milder = new DiffRun(world(HOUR, ALL), world(HOUR, ALL), alarm -> Optional.of(milder(alarm)));
        milder.add(List.of(at(0, worst("z:1"))));

        assertThat(ignoring.report().lostWorst()).isEqualTo(2);
        assertThat(ignoring.report().after().alarms()).isZero();
        assertThat(milder.report().lostWorst()).isEqualTo(1);
        assertThat(milder.report().quieter()).isEqualTo(1);
    }

    @Test
    void a_changed_subscription_replaces_the_one_of_its_id_or_name_and_a_new_one_is_added() throws IOException {
        List<Subscription> current = rules("[{\"_id\":\"a1\",\"name\":\"ops\",\"agent_type\":\"x\"},"
                + "{\"_id\":\"a2\",\"name\":\"dev\",\"agent_type\":\"x\"}]");
        List<Subscription> changed =
                rules("[{\"name\":\"ops\",\"agent_type\":\"y\"},{\"name\":\"new\",\"agent_type\":\"x\"}]");

        assertThat(ComparedSubscriptions.changed(current, changed))
                .extracting(Subscription::id, Subscription::agentType)
                .containsExactly(tuple("a1", "y"), tuple("a2", "x"), tuple("new", "x"));
    }

    @Test
    void what_cannot_be_read_is_named() {
        assertThatThrownBy(() -> rules("[{\"name\":\"ops\"}]"))
                .isInstanceOf(VeaiopsException.class)
                .hasMessageContaining("agent_type");
        assertThatThrownBy(() -> rules(ALL.replace("P1", "P7"))).hasMessageContaining("event_level");
        assertThatThrownBy(() -> SHIPPED.with(MergeSettings.of(Map.of("veaiops.merge.window-seconds", "an hour")))
                        .of("zabbix"))
                .hasMessage("veaiops.merge.window-seconds must be a number of at most 9 digits, not an hour");
    }

    private LoggedAlarm at(int minutes, AlarmFixture alarm) {
        return at(alarm.afterMinutes(minutes).build());
    }

    private LoggedAlarm at(Alarm alarm) {
        return new LoggedAlarm(alarm, new LogPosition(0, offset++));
    }

    private static AlarmFixture worst(String fingerprint) {
        return aFiringAlarm().withLevel(Level.P0).of(fingerprint);
    }

    private static Alarm milder(Alarm alarm) {
        return aFiringAlarm()
                .withId(alarm.id())
                .withLevel(Level.P1)
                .of(alarm.fingerprint())
                .build();
    }

    private static Scenario world(MergeSettings settings, String rules) {
        try {
            return new Scenario(settings, rules(rules), UnlabelledPolicy.EVERYONE);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Subscription> rules(String json) throws IOException {
        return ComparedSubscriptions.read(Json.mapper().readTree(json));
    }
}
