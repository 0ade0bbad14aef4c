package routes.tool.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static routes.fixtures.AlarmFixture.aFiringAlarm;
import static routes.fixtures.AlarmFixture.aRecovery;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import routes.alarm.Level;
import routes.common.error.VeaiopsException;
import routes.common.json.Json;
import routes.common.yaml.YamlText;
import routes.event.LogPosition;
import routes.extension.lint.DeclaredSettings;
import routes.extension.source.SourceFileReader;
import routes.fixtures.AlarmFixture;
import routes.steps.intake.PostCopy;
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

    private static final String ITEM = "{fingerprint: .id, status: \"firing\", level: \"P0\", title: \"Disk full\"}";

    private long offset;

    @Test
    void the_same_rules_change_nothing() {
        DiffRun comparison = run(world(HOUR, ALL), world(HOUR, ALL));

        comparison.add(List.of(at(0, aFiringAlarm()), at(5, aFiringAlarm()), at(9, aRecovery())));

        DiffRun.Report report = comparison.report();
        assertThat(report.same()).isTrue();
        assertThat(report.before()).isEqualTo(new Scenario.Totals(3, 1, 2));
    }

    @Test
    void a_subscription_that_leaves_the_worst_level_out_loses_its_notices_and_they_are_named_first() {
        String less = ALL.replace("\"P0\",", "");
        DiffRun comparison = run(world(HOUR, ALL), world(HOUR, less));

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
        DiffRun comparison = run(world(HOUR, ALL), world(short_, ALL));

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
        DiffRun ignoring = run(mapped("if true then {ignore: \"never\"} else {} end"));
        ignoring.add(List.of(at(0, worst("z:1")), at(0, worst("z:2"))));
        DiffRun milder = run(mapped("{fingerprint: \"1\", status: \"firing\", level: \"P1\", title: \"t\"}"));
        milder.add(List.of(at(0, worst("zabbix:key:1"))));

        assertThat(ignoring.report().lostWorst()).isEqualTo(2);
        assertThat(ignoring.report().after().alarms()).isZero();
        assertThat(milder.report().lostWorst()).isEqualTo(1);
        assertThat(milder.report().quieter()).isEqualTo(1);
    }

    @Test
    void a_post_runs_through_the_whole_mapping_once_whatever_record_its_copy_stands_beside() {
        Mappings sameItems = mapped("each: .list[]\n", ITEM);
        Mappings otherItems = mapped("each: .list[] | select(.id != \"b\")\n", ITEM);

        DiffRun same = run(sameItems);
        DiffRun fewer = run(otherItems);
        for (DiffRun one : List.of(same, fewer)) {
            one.add(List.of(
                    item("zabbix:key:a", 0, null),
                    item("zabbix:key:b", 1, "{\"list\":[{\"id\":\"a\"},{\"id\":\"b\"}]}")));
            one.add(List.of(new KeptAlarm(
                    worst("zabbix:key:c").build(), new LogPosition(0, offset++), "ffffffffffffffffffffffff/0", null)));
        }

        assertThat(same.report().lost()).as("%s", same.report()).isEmpty();
        assertThat(same.report().gained()).isEmpty();
        assertThat(same.report().after().alarms()).isEqualTo(2);
        assertThat(fewer.report().lostNotices()).singleElement().satisfies(lost -> assertThat(lost.fingerprint())
                .isEqualTo("zabbix:key:b"));
    }

    @Test
    void an_alarm_without_a_copy_of_its_post_runs_again_on_its_part_and_that_is_said() {
        Mappings mappings = mapped("each: .list[]\n", ITEM.replace("P0", "P1"));
        Mappings raw = mapped("", ITEM.replace("title:", "raw: 1, title:"));

        DiffRun part = run(mappings);
        part.add(List.of(new KeptAlarm(
                worst("zabbix:key:a").saying(json("{\"id\":\"a\"}")).build(), new LogPosition(0, 1), null, null)));
        DiffRun kept = run(raw);
        kept.add(List.of(new KeptAlarm(
                worst("zabbix:key:a").saying(json("{\"id\":\"a\"}")).build(), new LogPosition(0, 1), null, null)));

        assertThat(part.report().after().alarms()).isEqualTo(1);
        assertThat(mappings.notes()).singleElement().asString().contains("veaiops.alarms.keep-post-bytes");
        assertThat(kept.report().same()).isTrue();
        assertThat(raw.notes()).singleElement().asString().contains("they are as they were");
    }

    @Test
    void alarms_of_all_partitions_come_in_the_order_of_time_and_wait_for_what_is_not_read() {
        TopicPartition one = new TopicPartition("t", 0);
        TopicPartition two = new TopicPartition("t", 1);
        TimeOrder order = new TimeOrder(List.of(one, two));
        KeptAlarm first = at(1, worst("a"));
        KeptAlarm second = at(2, worst("b"));
        KeptAlarm third = at(3, worst("a"));
        order.add(one, first);
        order.add(one, third);

        assertThat(order.ready(Set.of(two), 9)).isEmpty();
        order.add(two, second);
        assertThat(order.ready(Set.of(), 2)).containsExactly(first, second);
        assertThat(order.full(1)).containsExactly(one);
        assertThat(order.ready(Set.of(), 9)).containsExactly(third);
        assertThat(order.empty()).isTrue();
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

    private KeptAlarm at(int minutes, AlarmFixture alarm) {
        return new KeptAlarm(alarm.afterMinutes(minutes).build(), new LogPosition(0, offset++), PostCopy.RAW, null);
    }

    private KeptAlarm item(String fingerprint, int item, @Nullable String post) {
        return new KeptAlarm(
                worst(fingerprint).build(),
                new LogPosition(item, offset++),
                "0123456789abcdef01234567/" + item,
                post == null ? null : post.getBytes(StandardCharsets.UTF_8));
    }

    private static DiffRun run(Scenario before, Scenario after) {
        return new DiffRun(new Mappings(), before, new Mappings(), after, (is, would) -> {});
    }

    private static DiffRun run(Mappings changed) {
        return new DiffRun(new Mappings(), world(HOUR, ALL), changed, world(HOUR, ALL), (is, would) -> {});
    }

    private static Mappings mapped(String alarm) {
        return mapped("", alarm);
    }

    private static Mappings mapped(String more, String alarm) {
        String yaml = "source: zabbix\n" + more + "alarm: |\n  " + alarm + "\n";
        YamlText text = new YamlText("zabbix", "source.yaml", yaml, new ArrayList<>());
        return new Mappings()
                .with(
                        SourceFileReader.offline().read(text).orElseThrow(() -> new AssertionError(text.problems())),
                        yaml);
    }

    private static AlarmFixture worst(String fingerprint) {
        return aFiringAlarm().withLevel(Level.P0).of(fingerprint);
    }

    private static JsonNode json(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
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
