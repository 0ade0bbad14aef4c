package routes.datasource.volcengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

/** Volcengine holds to the kit, over its route, and what is special about it. */
class VolcengineDataSourceTest extends VolcengineArranged {
    @Test
    void more_than_ten_instances_are_read_ten_at_a_time() {
        ObjectNode config = config("cpu");
        IntStream.range(0, 25)
                .forEach(number -> config.withArray("instances").addObject().put("ResourceID", "x-" + number));
        Source many = with(config);

        subject.fetchSlot(many, new SeriesRange(START, START.plus(Duration.ofHours(1))));

        assertThat(volcengine.calls()).hasSize(3);
    }

    @Test
    void a_rule_is_evaluated_at_the_interval_of_the_metric() {
        RuleBlock block = new RuleBlock(0, 24, new RuleBlock.Bound(60, Duration.ofMinutes(15)), null);
        Source cpu = cpu();
        Source slow = new Source(cpu.id(), cpu.name(), cpu.account(), cpu.config(), Duration.ofMinutes(5), cpu.zone());
        DesiredRule rule = subject.draftRules(slow, order(block, List.of("g-1"), List.of("Email")))
                .rules()
                .get(0);
        String id = subject.apply(slow, new RuleOperation.Create(rule));

        assertThat(rule.content().path("evaluation").asInt())
                .as("minutes, as the platform has it")
                .isEqualTo(15);
        assertThat(volcengine.rules().get(id).path("EvaluationCount").asInt()).isEqualTo(15);
        assertThat(subject.allowedWindows(Duration.ofMinutes(5))).containsExactly(1, 2, 3, 6, 12, 24);
        assertThat(subject.allowedWindows(Duration.ofMinutes(1))).containsExactly(1, 3, 5, 10, 15, 30, 60, 120);
        assertThat(volcengine
                        .rules()
                        .get(id)
                        .path("Conditions")
                        .path(0)
                        .path("Period")
                        .asText())
                .isEqualTo("300");
    }

    @Test
    void a_rule_alarms_when_there_are_no_values_if_the_task_wants_it() {
        RuleOrder silent = order(
                new RuleBlock(0, 24, new RuleBlock.Bound(60, Duration.ofMinutes(3)), null),
                List.of("g-1"),
                List.of("Email"));
        RuleOrder.Policy withNoData = new RuleOrder.Policy(
                Level.P0, List.of("g-1"), List.of("Email"), CALLBACK, List.of(), Duration.ofMinutes(10));
        RuleOrder loud = new RuleOrder(silent.series(), withNoData, silent.labelNames());

        DesiredRule rule = subject.draftRules(cpu(), loud).rules().get(0);
        String id = subject.apply(cpu(), new RuleOperation.Create(rule));

        assertThat(volcengine.rules().get(id).path("NoData").toString())
                .isEqualTo("{\"Enable\":true,\"EvaluationCount\":10}");
        assertThat(subject.rules(cpu()).get(0).content()).isEqualTo(rule.content());
        assertThat(subject.draftRules(cpu(), silent).rules().get(0).hash()).isNotEqualTo(rule.hash());
    }

    @ParameterizedTest
    @CsvSource({
        "upper, 60.12341, 60.124",
        "lower, 60.12341, 60.123",
        "upper, 0, 0",
        "upper, -1, ",
        "lower, -0.5, ",
        "lower, 0.0004, "
    })
    void a_threshold_has_three_decimals_away_from_what_is_normal_and_is_never_negative(
            String side, double bound, @Nullable String written) {
        RuleBlock.Bound limit = new RuleBlock.Bound(bound, Duration.ofMinutes(3));
        RuleBlock block = side.equals("upper") ? new RuleBlock(0, 24, limit, null) : new RuleBlock(0, 24, null, limit);

        RuleDraft draft = subject.draftRules(cpu(), order(block, List.of("g-1"), List.of("Email")));

        assertThat(draft.rules())
                .extracting(rule -> rule.content().path("threshold").asText())
                .containsExactlyElementsOf(written == null ? List.of() : List.of(written));
        assertThat(draft.problems()).hasSize(written == null ? 1 : 0);
    }

    @Test
    void windows_become_allowed_ones_names_fit_and_hours_are_split_at_midnight_there() {
        RuleBlock block = new RuleBlock(12, 18, new RuleBlock.Bound(60.5, Duration.ofMinutes(4)), null);
        Source digits = new Source(
                "65a000000000000000000001",
                "9".repeat(200),
                account(),
                config("x"),
                Duration.ofSeconds(60),
                ZoneId.of("UTC"));

        RuleDraft draft = subject.draftRules(digits, order(block, List.of("g-1"), List.of("Email")));

        assertThat(draft.problems()).isEmpty();
        assertThat(draft.rules()).hasSize(2).allSatisfy(rule -> {
            assertThat(rule.name()).hasSizeLessThanOrEqualTo(128).startsWith("v_999");
            assertThat(rule.content().path("evaluation").asInt()).isEqualTo(5);
        });
        assertThat(draft.rules())
                .extracting(rule -> rule.content().path("from").asText() + "-"
                        + rule.content().path("to").asText())
                .containsExactly("00:00-01:59", "20:00-23:59");
    }

    @Test
    void a_rule_is_written_letter_by_letter_without_the_token_of_our_endpoint() {
        RuleBlock block = new RuleBlock(0, 24, null, new RuleBlock.Bound(5.00096, Duration.ofMinutes(1)));

        DesiredRule rule = subject.draftRules(cpu(), order(block, List.of(), List.of()))
                .rules()
                .get(0);
        subject.apply(cpu(), new RuleOperation.Create(rule));

        assertThat(rule.content().toString())
                .startsWith("{\"name\":\"cpu_CpuTotal|ResourceID=i-1_00:00-23:59_lower\",\"level\":\"critical\","
                        + "\"metric\":\"CpuTotal\",\"unit\":\"Percent\",\"statistics\":\"avg\",\"comparison\":\"<\","
                        + "\"threshold\":\"5\",\"evaluation\":1,\"period\":60,\"no_data\":0,"
                        + "\"from\":\"00:00\",\"to\":\"23:59\","
                        + "\"dimensions\":{\"ResourceID\":\"i-1\"},\"region\":\"cn-beijing\","
                        + "\"methods\":[\"Webhook\"],\"groups\":[],\"webhook\":\"own endpoint ")
                .doesNotContain("door-token");
        JsonNode sent = volcengine.rules().values().iterator().next();
        assertThat(sent.path("Webhook").asText()).isEqualTo(CALLBACK);
        assertThat(sent.path("OriginalDimensions").toString()).isEqualTo("{\"ResourceID\":[\"i-1\"]}");
    }

    @Test
    void what_volcengine_would_refuse_is_a_problem_before_any_call() {
        RuleBlock day = new RuleBlock(0, 24, new RuleBlock.Bound(60, Duration.ofMinutes(3)), null);
        RuleBlock long1 = new RuleBlock(0, 24, new RuleBlock.Bound(60, Duration.ofMinutes(121)), null);

        assertThat(reason(order(long1, List.of(), List.of()))).contains("120");
        assertThat(reason(order(day, List.of(), List.of("Email")))).contains("contact group");
        assertThat(reason(order(day, List.of(), List.of("Pigeon")))).contains("Email, Phone, SMS and Webhook");
        assertThat(reason(order(day, List.of("1", "2", "3", "4", "5", "6"), List.of())))
                .contains("at most 5");
        assertThat(volcengine.calls()).isEmpty();
    }

    @Test
    void all_pages_of_rules_are_read_and_without_tags_the_description_says_whose_a_rule_is() {
        IntStream.range(0, 230).forEach(number -> volcengine.byHand("cpu_" + number, "VCM_ECS"));
        List<DesiredRule> wanted = drafted(cpu(), 60);
        wanted.forEach(rule -> subject.apply(cpu(), new RuleOperation.Create(rule)));
        volcengine.showTags(false);

        List<ExistingRule> found = subject.rules(cpu());

        assertThat(found).hasSameSizeAs(wanted);
    }

    @Test
    void a_rule_that_lost_our_marker_is_left_alone() {
        String id =
                subject.apply(cpu(), new RuleOperation.Create(drafted(cpu(), 60).get(0)));
        ExistingRule seen = subject.rules(cpu()).get(0);
        volcengine.rules().get(id).putArray("Tags");
        volcengine.rules().get(id).put("Description", "mine now");

        assertThatThrownBy(() -> subject.apply(cpu(), new RuleOperation.Delete(seen)))
                .isInstanceOfSatisfying(PlatformFailure.BadRequest.class, failure -> assertThat(failure.code())
                        .isEqualTo("not_ours"));
        assertThat(hasRule(id)).isTrue();
    }

    @Test
    void throttling_says_when_to_come_back_and_a_slow_answer_is_a_timeout() {
        volcengine.throttle(1);
        assertThatThrownBy(() -> subject.test(account()))
                .isInstanceOfSatisfying(PlatformFailure.Throttled.class, failure -> assertThat(failure.until())
                        .isNotNull());
        volcengine.nextLate(Duration.ofSeconds(5));
        route.hurryNext();
        assertThatThrownBy(() -> subject.test(account()))
                .isInstanceOfSatisfying(PlatformFailure.Unavailable.class, failure -> assertThat(failure.code())
                        .isEqualTo("timeout"));
    }

    @Test
    void lists_to_choose_from_are_read_live() {
        assertThat(pick("products", Map.of())).contains("\"namespace\":\"VCM_ECS\"");
        assertThat(pick("metrics/search", Map.of("keyword", "cpu"))).contains("\"sub_namespace\":\"Instance\"");
        assertThat(pick("metrics", Map.of("namespace", "other"))).isEqualTo("[]");
        assertThat(pick("metrics/sub-namespaces", Map.of("namespace", "VCM_ECS")))
                .isEqualTo("[\"Instance\"]");
        assertThat(pick("contact_groups", Map.of())).contains("night watch");
        assertThat(pick(
                        "metrics/instances",
                        Map.of(
                                "region", "cn-beijing",
                                "namespace", "VCM_ECS",
                                "sub_namespace", "Instance",
                                "metric_name", "CpuTotal")))
                .contains("{\"ResourceID\":\"i-10\"}");
    }

    @Test
    void the_list_of_metrics_is_read_once_in_a_while_and_a_failure_is_not_kept() {
        volcengine.breakDown(1);
        assertThatThrownBy(() -> pick("products", Map.of())).isInstanceOf(PlatformFailure.Unavailable.class);
        for (String list : List.of("metrics", "metrics/search", "metrics/namespaces", "products", "products")) {
            assertThat(pick(list, Map.of())).contains("VCM_ECS");
        }
        assertThat(volcengine.calls()).hasSize(1 + 2);

        clock.advance(Duration.ofMinutes(10));
        pick("products", Map.of());
        pick("products", Map.of());
        assertThat(volcengine.calls()).hasSize(1 + 2 + 1);
    }

    @Test
    void the_catalogue_is_read_without_an_account_and_nothing_else_is() {
        assertThat(subject.pickers())
                .filteredOn(Picker::isPublic)
                .extracting(Picker::name)
                .containsExactlyInAnyOrder(
                        "products", "metrics", "metrics/search", "metrics/namespaces", "metrics/sub-namespaces");
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

    private String reason(RuleOrder order) {
        RuleDraft draft = subject.draftRules(cpu(), order);
        Set<String> without = draft.problems().stream()
                .flatMap(problem -> problem.series().stream())
                .collect(Collectors.toSet());
        assertThat(draft.rules()).isEmpty();
        assertThat(without).hasSize(1);
        return draft.problems().get(0).reason();
    }

    private static RuleOrder order(RuleBlock block, List<String> groups, List<String> methods) {
        RuleOrder.Series series = new RuleOrder.Series(
                "CpuTotal", "CpuTotal|ResourceID=i-1", Map.of("ResourceID", "i-1"), List.of(block));
        return new RuleOrder(List.of(series), new RuleOrder.Policy(Level.P0, groups, methods, CALLBACK, List.of()));
    }

    private Source with(ObjectNode config) {
        return new Source(
                "65a000000000000000000009", "cpu", account(), config, Duration.ofSeconds(60), ZoneId.of("UTC"));
    }
}
