package routes.datasource.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import routes.alarm.Level;
import routes.common.error.RefusedRequest;
import routes.datasource.Account;
import routes.datasource.DesiredRule;
import routes.datasource.PlatformFailure;
import routes.datasource.RuleBlock;
import routes.datasource.RuleOperation;
import routes.datasource.RuleOrder;
import routes.datasource.SeriesRange;
import routes.datasource.Source;
import routes.datasource.TimeSeries;

/** Prometheus holds to the kit, over its route, and what is special about it. */
class PrometheusDataSourceTest extends PrometheusArranged {
    @Test
    void a_long_range_with_small_steps_is_read_in_parts_that_the_server_takes() {
        Source fine = new Source(
                "65a000000000000000000009", "cpu", account(), cpu().config(), Duration.ofSeconds(1), ZoneOffset.UTC);
        SeriesRange day = new SeriesRange(START, START.plus(Duration.ofDays(1)));

        List<SeriesRange> slots = subject.slots(fine, day);

        assertThat(slots).hasSize(9);
        assertThat(subject.fetchSlot(fine, slots.get(0)).get(0).size()).isEqualTo(10_000);
    }

    @Test
    void values_that_are_no_number_are_left_out() {
        ObjectNode config = config("odd").put("metric_name", "odd");
        Source odd = new Source(
                "65a000000000000000000009", "odd", account(), config, Duration.ofSeconds(60), ZoneOffset.UTC);

        List<TimeSeries> read = subject.fetchSlot(odd, new SeriesRange(START, START.plusSeconds(240)));

        assertThat(read).singleElement().satisfies(one -> {
            assertThat(one.timestamps()).containsExactly(START.getEpochSecond() + 60, START.getEpochSecond() + 180);
            assertThat(one.uniqueKey()).isEqualTo("odd|instance=a");
        });
    }

    @Test
    void a_rule_is_written_letter_by_letter() {
        ObjectNode config = config("cpu").put("matchers", "job=\"node\"").put("expression", "rate($metric[5m])");
        Source source = new Source(
                "65a000000000000000000001",
                "cpu",
                account(),
                config,
                Duration.ofSeconds(60),
                ZoneId.of("Asia/Shanghai"));
        RuleBlock block = new RuleBlock(6, 12, new RuleBlock.Bound(60.5, Duration.ofMinutes(5)), null);
        RuleOrder order = new RuleOrder(
                List.of(new RuleOrder.Series("node_load1", "k", Map.of("instance", "a\"b"), List.of(block))),
                new RuleOrder.Policy(Level.P0, List.of(), List.of(), null, List.of("shop")));

        DesiredRule rule = subject.draftRules(source, order).rules().get(0);

        assertThat(rule.content().toString())
                .isEqualTo("{\"alert\":\"cpu.node_load1.upper\",\"expr\":\"(rate(node_load1{job=\\\"node\\\","
                        + "instance=\\\"a\\\\\\\"b\\\"}[5m])) > 60.5 and on() ((hour() * 60 + minute() >= 0 < 240) or"
                        + " (hour() * 60 + minute() >= 1320 < 1440))\",\"for\":\"4m\",\"labels\":{\"level\":\"P0\","
                        + "\"managed_by\":\"ve_aiops\",\"projects_01\":\"shop\",\"severity\":\"critical\","
                        + "\"veaiops_datasource\":\"65a000000000000000000001\"},"
                        + "\"annotations\":{\"summary\":\"k is beyond what is normal for 06-12 h\"}}");
    }

    @Test
    void the_rule_of_a_series_does_not_read_a_sibling_with_one_label_more() {
        RuleBlock block = new RuleBlock(0, 24, new RuleBlock.Bound(60, Duration.ofMinutes(3)), null);
        RuleOrder order = new RuleOrder(
                List.of(
                        new RuleOrder.Series("t_req", "a", Map.of("instance", "a"), List.of(block)),
                        new RuleOrder.Series("t_req", "b", Map.of("instance", "a", "device", "sda"), List.of(block))),
                new RuleOrder.Policy(Level.P1, List.of(), List.of(), null, List.of()),
                Set.of("instance", "device", "of_one_without_thresholds"));

        assertThat(subject.draftRules(cpu(), order).rules())
                .extracting(rule -> rule.content().path("expr").asText())
                .containsExactly(
                        "(node_load1{device=\"\",instance=\"a\",of_one_without_thresholds=\"\"}) > 60",
                        "(node_load1{device=\"sda\",instance=\"a\",of_one_without_thresholds=\"\"}) > 60");
    }

    @Test
    void an_answer_that_lacks_a_part_is_no_answer_and_a_remark_on_the_expression_is_none_of_it() {
        prometheus.warn("PromQL warning: encountered a mix of histograms and floats");
        assertThat(subject.fetchSlot(cpu(), range())).isNotEmpty();

        prometheus.warn("receiver 10.0.0.7: no endpoint matched");
        assertThatThrownBy(() -> subject.fetchSlot(cpu(), range()))
                .isInstanceOfSatisfying(PlatformFailure.Unavailable.class, failure -> assertThat(failure.code())
                        .isEqualTo("partial_answer"))
                .hasMessageContaining("no endpoint matched");
    }

    @Test
    void what_is_not_set_up_is_refused_with_its_remedy() {
        RuleOperation create = new RuleOperation.Create(drafted(cpu(), 60).get(0));
        assertThatThrownBy(() -> subject(Optional.empty()).apply(cpu(), create))
                .hasMessageContaining("veaiops.datasource.prometheus.rule-directory");
        prometheus.letReload(false);
        assertThatThrownBy(() -> subject.apply(cpu(), create)).hasMessageContaining("--web.enable-lifecycle");
        assertThat(rules).isEmptyDirectory();
    }

    @Test
    void a_slow_answer_is_reported_as_a_timeout_and_a_wrong_query_by_its_type() {
        prometheus.nextLate(Duration.ofSeconds(5));
        route.hurryNext();
        assertThatThrownBy(() -> subject.test(account()))
                .isInstanceOfSatisfying(PlatformFailure.Unavailable.class, failure -> assertThat(failure.code())
                        .isEqualTo("timeout"));

        Source wrong = new Source(
                "65a000000000000000000009",
                "wrong",
                account(),
                config("wrong").put("expression", "(($metric"),
                Duration.ofSeconds(60),
                ZoneOffset.UTC);
        assertThatThrownBy(() -> subject.fetchSlot(wrong, range()))
                .isInstanceOfSatisfying(PlatformFailure.BadRequest.class, failure -> assertThat(failure.code())
                        .isEqualTo("bad_data"));
    }

    @Test
    void a_folder_that_leads_elsewhere_is_refused() {
        for (String folder : List.of("..", "../etc", "/etc", ".hidden")) {
            Account account = new Account(
                    "", "Prometheus", Map.of("prometheus_url", "http://p", "prometheus_rule_folder", folder), Map.of());
            assertThatThrownBy(() -> subject.checkConnect(account)).isInstanceOf(RefusedRequest.class);
        }
    }
}
