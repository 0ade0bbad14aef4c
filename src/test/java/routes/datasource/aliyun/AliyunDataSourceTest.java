package routes.datasource.aliyun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import routes.alarm.Level;
import routes.common.json.Json;
import routes.datasource.DesiredRule;
import routes.datasource.ExistingRule;
import routes.datasource.Picker;
import routes.datasource.PlatformFailure;
import routes.datasource.RuleBlock;
import routes.datasource.RuleDraft;
import routes.datasource.RuleOperation;
import routes.datasource.RuleOrder;
import routes.datasource.SeriesRange;
import routes.datasource.Source;
import routes.datasource.TimeSeries;

/** CloudMonitor holds to the kit, over its route, and what is special about it. */
class AliyunDataSourceTest extends AliyunArranged {
    @Test
    void the_older_signature_is_taken_too() {
        assertThatCode(() -> subject(true).rules(cpu())).doesNotThrowAnyException();
        assertThat(aliyun.calls().get(0).parameters()).containsKey("Signature");
    }

    @Test
    void every_page_is_read_and_a_column_that_is_no_dimension_is_no_label() {
        ObjectNode config = config("cpu").put("statistics", "Sum");

        List<TimeSeries> read = subject.fetchSlot(with(config), new SeriesRange(START, START.plus(Duration.ofDays(1))));

        assertThat(aliyun.calls()).hasSize(3);
        assertThat(read).hasSize(2).allSatisfy(one -> {
            assertThat(one.size()).isEqualTo(1440);
            assertThat(one.labels()).containsOnlyKeys("instanceId", "userId");
            assertThat(one.timestamps()[0]).isEqualTo(START.getEpochSecond());
            assertThat(one.values()[1]).isEqualTo(6.0 * 60);
        });
    }

    @Test
    void more_than_fifty_things_are_read_fifty_at_a_time() {
        ObjectNode config = config("cpu");
        IntStream.range(0, 120)
                .forEach(number -> config.withArray("dimensions").addObject().put("instanceId", "x-" + number));

        subject.fetchSlot(with(config), new SeriesRange(START, START.plus(Duration.ofHours(1))));

        assertThat(aliyun.calls()).hasSize(4);
    }

    @Test
    void a_failure_that_comes_with_status_200_is_a_failure() {
        aliyun.breakDown(1);

        assertThatThrownBy(() -> subject.test(account()))
                .isInstanceOfSatisfying(PlatformFailure.Unavailable.class, failure -> assertThat(failure.code())
                        .isEqualTo("500"));
    }

    @Test
    void throttling_says_when_to_come_back_and_a_slow_answer_is_a_timeout() {
        aliyun.throttle(1);
        assertThatThrownBy(() -> subject.test(account()))
                .isInstanceOfSatisfying(PlatformFailure.Throttled.class, failure -> assertThat(failure.until())
                        .isNotNull());
        aliyun.nextLate(Duration.ofSeconds(5));
        route.hurryNext();
        assertThatThrownBy(() -> subject.test(account()))
                .isInstanceOfSatisfying(PlatformFailure.Unavailable.class, failure -> assertThat(failure.code())
                        .isEqualTo("timeout"));
    }

    @Test
    void hours_are_split_at_the_platforms_midnight_and_windows_become_allowed_ones() {
        RuleDraft draft = subject.draftRules(
                cpu(), order(new RuleBlock(12, 18, new RuleBlock.Bound(60, Duration.ofMinutes(4)), null)));

        assertThat(draft.rules())
                .extracting(rule -> rule.content().path("effective").asText())
                .containsExactly("00:00-01:59", "20:00-23:59");
        assertThat(draft.rules())
                .extracting(rule -> rule.content().path("times").asInt())
                .containsOnly(5);
        assertThat(draft.rules()).extracting(DesiredRule::id).doesNotHaveDuplicates();
    }

    @Test
    void a_rule_is_evaluated_at_the_interval_of_the_metric() {
        RuleBlock block = new RuleBlock(0, 24, new RuleBlock.Bound(60, Duration.ofMinutes(15)), null);
        DesiredRule rule = subject.draftRules(every(300), order(block)).rules().get(0);
        String id = subject.apply(every(300), new RuleOperation.Create(rule));

        assertThat(rule.content().path("times").asInt()).isEqualTo(3);
        assertThat(aliyun.model().rules().get(id).path("Period").asText()).isEqualTo("300");
        assertThat(aliyun.model().rules().get(id).path("Interval").asText()).isEqualTo("300");
        assertThat(subject.draftRules(every(15), order(block)).problems().get(0).reason())
                .contains("interval_seconds is 15");
    }

    @Test
    void one_side_of_a_series_alarms_when_there_are_no_values_if_the_task_wants_it() {
        RuleBlock.Bound bound = new RuleBlock.Bound(60, Duration.ofMinutes(3));
        RuleOrder order = order(new RuleBlock(0, 24, bound, bound));
        RuleOrder.Policy withNoData = new RuleOrder.Policy(
                Level.P0, List.of("night watch"), List.of(), CALLBACK, List.of(), Duration.ofMinutes(10));

        assertThat(noData(order)).containsExactly("KEEP_LAST_STATE", "KEEP_LAST_STATE");
        assertThat(noData(new RuleOrder(order.series(), withNoData, order.labelNames())))
                .containsExactly("INSUFFICIENT_DATA", "KEEP_LAST_STATE");
    }

    private List<String> noData(RuleOrder order) {
        return subject.draftRules(cpu(), order).rules().stream()
                .map(rule -> rule.content().path("no_data").asText())
                .toList();
    }

    @Test
    void a_bound_that_is_watched_later_is_effective_later() {
        RuleBlock.Bound late =
                new RuleBlock.Bound(60, Duration.ofMinutes(3), Duration.ofMinutes(3), Duration.ofMinutes(5));

        RuleDraft draft = subject.draftRules(cpu(), order(new RuleBlock(0, 6, late, null)));

        assertThat(draft.rules().get(0).content().path("effective").asText()).isEqualTo("08:03-14:04");
    }

    private Source every(int seconds) {
        Source cpu = cpu();
        return new Source(cpu.id(), cpu.name(), cpu.account(), cpu.config(), Duration.ofSeconds(seconds), cpu.zone());
    }

    @Test
    void a_rule_is_written_letter_by_letter_without_the_token_of_our_endpoint() {
        RuleBlock day = new RuleBlock(0, 24, new RuleBlock.Bound(1e-7, Duration.ofMinutes(1)), null);
        DesiredRule rule = subject.draftRules(cpu(), order(day)).rules().get(0);

        String id = subject.apply(cpu(), new RuleOperation.Create(rule));

        assertThat(id).isEqualTo("veaiops-65a000000000000000000001-" + rule.id());
        assertThat(rule.content().toString())
                .startsWith("{\"name\":\"cpu-cpu_total|instanceId=i-1-upper-00:00-23:59\","
                        + "\"namespace\":\"acs_ecs_dashboard\",\"metric\":\"cpu_total\",\"level\":\"Critical\","
                        + "\"statistics\":\"Average\",\"comparison\":\"GreaterThanThreshold\","
                        + "\"threshold\":\"0.0000001\",\"times\":1,\"period\":60,"
                        + "\"no_data\":\"KEEP_LAST_STATE\",\"effective\":\"00:00-23:59\",\"silence\":3600,"
                        + "\"resources\":{\"instanceId\":\"i-1\"},\"groups\":[\"night watch\"],"
                        + "\"webhook\":\"own endpoint ")
                .doesNotContain("door-token");
        assertThat(aliyun.model().rules().get(id).path("Webhook").asText()).isEqualTo(CALLBACK);
    }

    @Test
    void what_cloudmonitor_would_refuse_is_a_problem_before_any_call() {
        RuleBlock tooLong = new RuleBlock(0, 24, new RuleBlock.Bound(60, Duration.ofMinutes(181)), null);
        RuleOrder unaddressed = new RuleOrder(
                order(tooLong).series(), new RuleOrder.Policy(Level.P0, List.of(), List.of(), CALLBACK, List.of()));

        assertThat(subject.draftRules(cpu(), order(tooLong)).problems().get(0).reason())
                .contains("180");
        assertThat(subject.draftRules(cpu(), unaddressed).problems().get(0).reason())
                .contains("contact group");
        assertThat(aliyun.calls()).isEmpty();
    }

    @Test
    void rules_after_the_first_page_are_found_and_one_that_lost_our_labels_is_left_alone() {
        IntStream.range(0, 130).forEach(number -> aliyun.model().byHand("cpu-" + number));
        String id =
                subject.apply(cpu(), new RuleOperation.Create(drafted(cpu(), 60).get(0)));
        List<ExistingRule> found = subject.rules(cpu());
        aliyun.model().rules().get(id).withObject("/Labels").putArray("Labels");

        assertThat(found).extracting(ExistingRule::remoteId).containsExactly(id);
        assertThatThrownBy(() -> subject.apply(cpu(), new RuleOperation.Delete(found.get(0))))
                .isInstanceOfSatisfying(PlatformFailure.BadRequest.class, failure -> assertThat(failure.code())
                        .isEqualTo("not_ours"));
        assertThat(hasRule(id)).isTrue();
    }

    @Test
    void lists_to_choose_from_are_read_live() {
        assertThat(pick("describe-project-meta", Map.of()))
                .isEqualTo("[{\"Namespace\":\"acs_ecs_dashboard\",\"Description\":\"ECS\"}]");
        assertThat(pick("describe-metric-meta-list", Map.of())).contains("\"MetricName\":\"cpu_total\"");
        assertThat(pick("describe-contact-group-list", Map.of())).isEqualTo("[{\"Name\":\"night watch\"}]");
        assertThat(pick("contact_groups", Map.of())).isEqualTo("[{\"name\":\"night watch\"}]");
        assertThat(pick(
                        "metrics/instances",
                        Map.of("region", "cn-hangzhou", "namespace", "acs_ecs_dashboard", "metric_name", "cpu_total")))
                .isEqualTo("[{\"instanceId\":\"i-1\",\"userId\":\"12\"}, {\"instanceId\":\"i-10\",\"userId\":\"12\"}]");
    }

    private String pick(String name, Map<String, String> given) {
        Map<String, JsonNode> parameters = new HashMap<>();
        given.forEach((key, value) ->
                parameters.put(key, Json.mapper().getNodeFactory().textNode(value)));
        Picker picker = subject.pickers().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        return picker.reader()
                .read(new Picker.Order(account(), parameters, 0, 100))
                .items()
                .toString();
    }

    private static RuleOrder order(RuleBlock block) {
        RuleOrder.Series series = new RuleOrder.Series(
                "cpu_total", "cpu_total|instanceId=i-1", Map.of("instanceId", "i-1"), List.of(block));
        return new RuleOrder(
                List.of(series),
                new RuleOrder.Policy(Level.P0, List.of("night watch"), List.of(), CALLBACK, List.of()));
    }

    private Source with(ObjectNode config) {
        return new Source(
                "65a000000000000000000009", "cpu", account(), config, Duration.ofSeconds(60), ZoneId.of("UTC"));
    }
}
