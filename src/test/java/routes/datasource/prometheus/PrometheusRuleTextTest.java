package routes.datasource.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import routes.alarm.Level;
import routes.common.json.Json;
import routes.datasource.Account;
import routes.datasource.DesiredRule;
import routes.datasource.RuleBlock;
import routes.datasource.RuleOrder;
import routes.datasource.Source;

/** Blocks of a day in rules: an incident over an edge is one alarm. */
class PrometheusRuleTextTest {
    private static final String BY_HOUR = "(load{instance=\"a\"}) > scalar("
            + "vector(12.2) and on() ((hour() * 60 + minute() >= 0 < 360))"
            + " or vector(121) and on() ((hour() * 60 + minute() >= 360 < 1080))"
            + " or vector(12.2) and on() ((hour() * 60 + minute() >= 1080 < 1440)))";

    @Test
    void the_bounds_of_a_side_are_one_rule_whose_bound_changes_with_the_hour() {
        List<DesiredRule> rules = drafted(block(0, 6, 12.2, 3), block(6, 18, 121, 3), block(18, 24, 12.2, 3));

        assertThat(rules).singleElement().satisfies(rule -> {
            assertThat(rule.content().path("expr").asText()).isEqualTo(BY_HOUR);
            assertThat(rule.content().path("for").asText()).isEqualTo("2m");
            assertThat(rule.hours()).isEqualTo(new DesiredRule.Hours("upper", hours(0, 24)));
            assertThat(rule.key()).isEqualTo("load|instance=a/00-06/upper");
        });
        assertThat(PromQlText.firstParentheses(BY_HOUR))
                .as("what is checked to be one series")
                .isEqualTo("load{instance=\"a\"}");
    }

    @Test
    void blocks_with_another_window_are_a_rule_of_their_own() {
        List<DesiredRule> rules = drafted(block(0, 6, 12.2, 3), block(6, 18, 121, 5), block(18, 24, 12.2, 3));

        assertThat(rules)
                .extracting(rule -> rule.content().path("for").asText(), rule -> rule.hours()
                        .hours())
                .containsExactly(
                        tuple(
                                "2m",
                                IntStream.concat(IntStream.range(0, 6), IntStream.range(18, 24))
                                        .boxed()
                                        .collect(Collectors.toSet())),
                        tuple("4m", hours(6, 18)));
        assertThat(rules.get(1).content().path("expr").asText())
                .isEqualTo("(load{instance=\"a\"}) > 121 and on() ((hour() * 60 + minute() >= 360 < 1080))");
    }

    @Test
    void bounds_of_weekdays_and_weekends_count_on_their_days_of_the_zone() {
        RuleBlock week = block(0, 24, 121, 3).on(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));
        RuleBlock weekend = block(0, 24, 12.2, 3).on(EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY));
        RuleBlock longer = block(0, 24, 12.2, 5).on(EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY));

        assertThat(drafted(week, weekend)).singleElement().satisfies(rule -> assertThat(
                        rule.content().path("expr").asText())
                .isEqualTo("(load{instance=\"a\"}) > scalar(vector(121) and on() (day_of_week() >= 1 <= 5)"
                        + " or vector(12.2) and on() (day_of_week() == 0 or day_of_week() == 6))"));
        assertThat(drafted(ZoneId.of("Asia/Shanghai"), week)).singleElement().satisfies(rule -> assertThat(
                        rule.content().path("expr").asText())
                .isEqualTo("(load{instance=\"a\"}) > 121 and on() (day_of_week(vector(time() + 28800)) >= 1 <= 5)"));
        assertThat(drafted(week, longer))
                .extracting(DesiredRule::key)
                .containsExactly(
                        "load|instance=a/00-24 Mon,Tue,Wed,Thu,Fri/upper", "load|instance=a/00-24 Sat,Sun/upper");
    }

    private static Set<Integer> hours(int from, int to) {
        return DesiredRule.Hours.of("upper", new RuleBlock(from, to, null, null))
                .hours();
    }

    private static RuleBlock block(int from, int to, double upper, int minutes) {
        return new RuleBlock(from, to, new RuleBlock.Bound(upper, Duration.ofMinutes(minutes)), null);
    }

    private static List<DesiredRule> drafted(RuleBlock... blocks) {
        return drafted(ZoneOffset.UTC, blocks);
    }

    private static List<DesiredRule> drafted(ZoneId zone, RuleBlock... blocks) {
        Source source = new Source(
                "65a000000000000000000001",
                "cpu",
                new Account("", "Prometheus", Map.of(), Map.of()),
                Json.mapper().createObjectNode().put("metric_name", "load"),
                Duration.ofMinutes(1),
                zone);
        RuleOrder order = new RuleOrder(
                List.of(new RuleOrder.Series("load", "load|instance=a", Map.of("instance", "a"), List.of(blocks))),
                new RuleOrder.Policy(Level.P1, List.of(), List.of(), null, List.of()));
        return PrometheusRuleText.draft(source, order, Instant.EPOCH).rules();
    }
}
