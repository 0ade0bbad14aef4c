package routes.datasource.zabbix;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.datasource.zabbix.ZabbixFixtures.block;
import static routes.datasource.zabbix.ZabbixFixtures.order;
import static routes.datasource.zabbix.ZabbixFixtures.series;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.alarm.Level;
import routes.datasource.DesiredRule;
import routes.datasource.RuleBlock;
import routes.datasource.RuleDraft;
import routes.datasource.RuleOrder;
import routes.datasource.Source;

/** What is written into a Zabbix, letter by letter (data sources fact sheet 3.3). */
@Tag("slow")
class ZabbixRuleTextTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final ZabbixItems ITEMS = ZabbixFixtures.items(MINUTE, "1", "h1", "2", "h2", "3", "h?");

    @Test
    void hours_and_bounds_of_a_host_become_one_expression() {
        RuleDraft draft = draft("UTC", series("h1", block(0, 6, 96.0, null), block(6, 18, 60.0, 16.666666666666668)));

        assertThat(draft.problems()).isEmpty();
        assertThat(expression(draft))
                .isEqualTo("(min(/h1/system.cpu.load,180s)>96 and count(/h1/system.cpu.load,180s)>=3"
                        + " and time()>=0 and time()<=55959)"
                        + " or (min(/h1/system.cpu.load,180s)>60 and count(/h1/system.cpu.load,180s)>=3"
                        + " and time()>=60000 and time()<=175959)"
                        + " or (max(/h1/system.cpu.load,180s)<16.666666666666668"
                        + " and count(/h1/system.cpu.load,180s)>=3 and time()>=60000 and time()<=175959)");
    }

    @Test
    void an_alarm_is_over_when_no_value_of_a_window_is_beyond_the_bound_of_the_hour() {
        assertThat(recovery(draft("UTC", series("h1", block(0, 6, 96.0, null), block(6, 24, null, 16.0)))))
                .isEqualTo("not (max(/h1/system.cpu.load,180s)>96 and time()>=0 and time()<=55959)"
                        + " and not (min(/h1/system.cpu.load,180s)<16 and time()>=60000 and time()<=235959)");
    }

    @Test
    void a_whole_day_needs_no_clock() {
        assertThat(expression(draft("UTC", series("h1", block(0, 24, 0.00001, -5.0)))))
                .isEqualTo("(min(/h1/system.cpu.load,180s)>0.00001 and count(/h1/system.cpu.load,180s)>=3)"
                        + " or (max(/h1/system.cpu.load,180s)<-5 and count(/h1/system.cpu.load,180s)>=3)");
    }

    @ParameterizedTest
    @CsvSource({"60, 180, 3", "30, 90, 3", "300, 900, 3", "60, 540, 9", "25, 60, 3"})
    void a_window_holds_as_many_values_as_fit_into_it_at_the_delay_of_the_item(int delay, int window, int values) {
        RuleBlock block = new RuleBlock(0, 24, new RuleBlock.Bound(60, Duration.ofSeconds(window)), null);

        RuleDraft draft = draft(Duration.ofSeconds(delay), series("h1", block));

        assertThat(expression(draft))
                .isEqualTo("(min(/h1/system.cpu.load," + window + "s)>60 and count(/h1/system.cpu.load," + window
                        + "s)>=" + values + ")");
    }

    @Test
    void one_value_needs_no_count_and_a_slower_item_than_was_learned_is_a_problem() {
        RuleBlock minute = new RuleBlock(0, 24, new RuleBlock.Bound(60, Duration.ofSeconds(60)), null);

        assertThat(expression(draft(Duration.ofMinutes(1), series("h1", minute))))
                .isEqualTo("(min(/h1/system.cpu.load,60s)>60)");
        assertThat(draft(Duration.ofMinutes(5), series("h1", minute))
                        .problems()
                        .get(0)
                        .reason())
                .contains("every 300 s")
                .contains("run the task again");
    }

    @Test
    void hours_that_go_over_midnight_on_the_servers_clock_are_one_term() {
        Source source = arranged("Asia/Shanghai");
        ((ObjectNode) source.config()).put("server_timezone", "UTC");

        RuleDraft draft = ZabbixRuleText.draft(
                source, order(Level.P0, List.of(), List.of(), series("h1", block(6, 12, 60.0, null))), ITEMS, NOW);

        assertThat(expression(draft))
                .isEqualTo("(min(/h1/system.cpu.load,180s)>60 and count(/h1/system.cpu.load,180s)>=3"
                        + " and (time()<=35959 or time()>=220000))");
    }

    @Test
    void a_bound_is_watched_when_its_values_are_all_of_its_hours() {
        RuleBlock.Bound moved =
                new RuleBlock.Bound(12.2, Duration.ofMinutes(3), Duration.ofMinutes(3), Duration.ofMinutes(5));

        assertThat(expression(draft("UTC", series("h1", new RuleBlock(18, 24, moved, null)))))
                .endsWith(">=3 and (time()<=459 or time()>=180300))");
    }

    @Test
    void missing_data_are_an_alarm_of_their_own_if_the_task_wants_it() {
        RuleOrder.Series one = series("h1", block(0, 24, 60.0, null));
        RuleOrder.Policy withNoData =
                new RuleOrder.Policy(Level.P0, List.of(), List.of(), null, List.of(), Duration.ofMinutes(10));

        RuleDraft draft = draft(new RuleOrder(List.of(one), withNoData));

        assertThat(draft.rules()).hasSize(2);
        assertThat(draft.rules().get(1).name()).isEqualTo("cpu.system.cpu.load.h1.no_data");
        assertThat(draft.rules().get(1).content().path("expression").asText())
                .isEqualTo("nodata(/h1/system.cpu.load,600s)=1");
        assertThat(draft.rules().get(1).series()).containsExactly(one.uniqueKey());
    }

    @Test
    void host_and_key_are_those_that_the_item_has_now() {
        RuleOrder order = order(Level.P0, List.of(), List.of(), series("h1", block(0, 24, 60.0, null)));
        ZabbixItems renamed = new ZabbixItems(
                Map.of("1", new ZabbixItem("1", "h1-old", "h1-old", "system.cpu.load", "0", MINUTE)), Set.of("h1"));
        ZabbixItems other =
                new ZabbixItems(Map.of("1", new ZabbixItem("1", "h1", "h1", "other.key", "0", MINUTE)), Set.of());

        assertThat(expression(ZabbixRuleText.draft(arranged("UTC"), order, renamed, NOW)))
                .contains("/h1-old/")
                .doesNotContain("/h1/");
        assertThat(ZabbixRuleText.draft(arranged("UTC"), order, other, NOW)
                        .problems()
                        .get(0)
                        .reason())
                .contains("other.key")
                .contains("correct metric_name or the itemid");
    }

    @Test
    void an_item_that_is_gone_has_no_rule_and_one_that_is_not_seen_keeps_it() {
        RuleOrder order = order(Level.P0, List.of(), List.of(), series("h1", block(0, 24, 60.0, null)));

        RuleDraft gone = ZabbixRuleText.draft(arranged("UTC"), order, new ZabbixItems(Map.of(), Set.of("h1")), NOW);
        RuleDraft unseen = ZabbixRuleText.draft(arranged("UTC"), order, new ZabbixItems(Map.of(), Set.of()), NOW);

        assertThat(gone.rules()).isEmpty();
        assertThat(gone.problems()).isEmpty();
        assertThat(unseen.problems()).singleElement().satisfies(problem -> assertThat(problem.reason())
                .contains("not to be seen"));
    }

    @Test
    void a_trigger_says_whose_it_is_by_tags_and_how_bad_by_priority() {
        DesiredRule rule =
                draft("UTC", series("h1", block(0, 24, 60.0, null))).rules().get(0);

        assertThat(rule.name()).isEqualTo("cpu.system.cpu.load.h1");
        assertThat(rule.content().path("priority").asText()).isEqualTo("4");
        assertThat(rule.content().path("tags").toString())
                .isEqualTo("[{\"tag\":\"managed-by\",\"value\":\"ve_aiops\"},"
                        + "{\"tag\":\"projects_01\",\"value\":\"shop\"},{\"tag\":\"projects_02\",\"value\":\"pay\"},"
                        + "{\"tag\":\"veaiops-datasource\",\"value\":\"" + ZabbixFixtures.ID + "\"}]");
    }

    @Test
    void what_zabbix_would_refuse_is_a_problem_that_names_the_limit() {
        RuleBlock[] many = IntStream.range(0, 24)
                .mapToObj(hour -> block(hour, hour + 1, 60.123456789012345, 10.123456789012345))
                .toArray(RuleBlock[]::new);

        RuleDraft draft = draft(
                "UTC",
                series("h1", block(0, 24, 60.0, null)),
                series("h?", block(0, 24, 1.0, null)),
                series("h2", many));

        assertThat(draft.rules()).hasSize(1);
        assertThat(draft.problems()).hasSize(2);
        assertThat(draft.problems().get(0).reason()).contains("cannot name the host");
        assertThat(draft.problems().get(1).reason()).contains("2048");
        assertThat(draft.problems().get(1).series()).containsExactly("system.cpu.load|hostname=h2");
    }

    @Test
    void one_action_notifies_groups_by_media_and_half_of_it_is_a_problem() {
        RuleOrder.Series one = series("h1", block(0, 24, 60.0, null));

        RuleDraft both = draft(order(Level.P1, List.of("8", "7"), List.of("3"), one));
        RuleDraft half = draft(order(Level.P1, List.of("8"), List.of(), one));

        assertThat(both.rules()).hasSize(2);
        assertThat(both.rules().get(1).content().toString())
                .isEqualTo("{\"kind\":\"action\",\"name\":\"VeAIOps " + ZabbixFixtures.ID
                        + "\",\"groups\":[\"7\",\"8\"],\"media\":[\"3\"]}");
        assertThat(half.rules()).hasSize(1);
        assertThat(half.problems()).singleElement().satisfies(problem -> assertThat(problem.series())
                .isEmpty());
    }

    private static Source arranged(String zone) {
        return ZabbixFixtures.source(ZabbixFixtures.byPassword("http://z"), zone, "1", "h1", "2", "h2", "3", "h?");
    }

    private static RuleDraft draft(String zone, RuleOrder.Series... series) {
        return ZabbixRuleText.draft(arranged(zone), order(Level.P0, List.of(), List.of(), series), ITEMS, NOW);
    }

    private static RuleDraft draft(Duration delay, RuleOrder.Series... series) {
        return ZabbixRuleText.draft(
                arranged("UTC"),
                order(Level.P0, List.of(), List.of(), series),
                ZabbixFixtures.items(delay, "1", "h1"),
                NOW);
    }

    private static RuleDraft draft(RuleOrder order) {
        return ZabbixRuleText.draft(arranged("UTC"), order, ITEMS, NOW);
    }

    private static String expression(RuleDraft draft) {
        return draft.rules().get(0).content().path("expression").asText();
    }

    private static String recovery(RuleDraft draft) {
        return draft.rules().get(0).content().path("recovery").asText();
    }
}
