package routes.datasource.zabbix;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.datasource.zabbix.ZabbixFixtures.block;
import static routes.datasource.zabbix.ZabbixFixtures.order;
import static routes.datasource.zabbix.ZabbixFixtures.series;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
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

    @Test
    void hours_and_bounds_of_a_host_become_one_expression() {
        RuleDraft draft = draft("UTC", series("h1", block(0, 6, 96.0, null), block(6, 18, 60.0, 16.666666666666668)));

        assertThat(draft.problems()).isEmpty();
        assertThat(expression(draft))
                .isEqualTo("(min(/h1/system.cpu.load,180s)>96 and time()>=0 and time()<=55959)"
                        + " or (min(/h1/system.cpu.load,180s)>60 and time()>=60000 and time()<=175959)"
                        + " or (max(/h1/system.cpu.load,180s)<16.666666666666668 and time()>=60000"
                        + " and time()<=175959)");
    }

    @Test
    void a_whole_day_needs_no_clock() {
        assertThat(expression(draft("UTC", series("h1", block(0, 24, 0.00001, -5.0)))))
                .isEqualTo("(min(/h1/system.cpu.load,180s)>0.00001) or (max(/h1/system.cpu.load,180s)<-5)");
    }

    @Test
    void hours_that_go_over_midnight_on_the_servers_clock_are_split_there() {
        Source source = ZabbixFixtures.source(ZabbixFixtures.byPassword("http://z"), "Asia/Shanghai");
        ((com.fasterxml.jackson.databind.node.ObjectNode) source.config()).put("server_timezone", "UTC");

        RuleDraft draft = ZabbixRuleText.draft(
                source, order(Level.P0, List.of(), List.of(), series("h1", block(6, 12, 60.0, null))), NOW);

        assertThat(expression(draft))
                .isEqualTo("(min(/h1/system.cpu.load,180s)>60 and time()>=0 and time()<=35959)"
                        + " or (min(/h1/system.cpu.load,180s)>60 and time()>=220000 and time()<=235959)");
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
                "UTC", series("h1", block(0, 24, 60.0, null)), series("", block(0, 24, 1.0, null)), series("h2", many));

        assertThat(draft.rules()).hasSize(1);
        assertThat(draft.problems()).hasSize(2);
        assertThat(draft.problems().get(0).reason()).contains("technical name of a host");
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

    private static RuleDraft draft(String zone, RuleOrder.Series... series) {
        Source source = ZabbixFixtures.source(ZabbixFixtures.byPassword("http://z"), zone);
        return ZabbixRuleText.draft(source, order(Level.P0, List.of(), List.of(), series), NOW);
    }

    private static RuleDraft draft(RuleOrder order) {
        return ZabbixRuleText.draft(ZabbixFixtures.source(ZabbixFixtures.byPassword("http://z"), "UTC"), order, NOW);
    }

    private static String expression(RuleDraft draft) {
        return draft.rules().get(0).content().path("expression").asText();
    }
}
