package routes.threshold.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import routes.datasource.Account;
import routes.datasource.ConfigField;
import routes.datasource.ConnectField;
import routes.datasource.DataSource;
import routes.datasource.DesiredRule;
import routes.datasource.ExistingRule;
import routes.datasource.PlatformFailure;
import routes.datasource.Quota;
import routes.datasource.RuleDraft;
import routes.datasource.RuleEvaluation;
import routes.datasource.RuleOperation;
import routes.datasource.RuleOrder;
import routes.datasource.SeriesPage;
import routes.datasource.SeriesRange;
import routes.datasource.Source;
import routes.datasource.connect.DataSourceResolver;

/** What the platform says of rules that were written. */
class ReadBackTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final DesiredRule UPPER = rule("cpu|host=a/upper", "cpu|host=a");
    private static final DesiredRule LOWER = rule("cpu|host=a/lower", "cpu|host=a");
    private static final DesiredRule OTHER = rule("cpu|host=b/upper", "cpu|host=b");

    private final Platform platform = new Platform();

    @BeforeEach
    void write() {
        List.of(UPPER, LOWER, OTHER).forEach(rule -> platform.rules.add(written(rule)));
    }

    @Test
    void rules_that_do_what_the_back_test_shows_are_no_finding() {
        platform.alarms = Map.of(UPPER.id(), List.of(START.plusSeconds(60)), LOWER.id(), List.of(START));

        assertThat(findings(Map.of("cpu|host=a", 2, "cpu|host=b", 0), List.of(UPPER, OTHER), 10))
                .isEmpty();
    }

    @Test
    void more_or_fewer_alarms_than_in_the_back_test_are_a_finding_of_the_series() {
        platform.alarms =
                Map.of(UPPER.id(), List.of(START.plusSeconds(120)), LOWER.id(), List.of(START.plusSeconds(60)));

        assertThat(findings(Map.of("cpu|host=a", 1, "cpu|host=b", 3), List.of(UPPER, OTHER), 10))
                .extracting(Finding::kind)
                .containsExactly(Finding.Kind.MORE_ALARMS, Finding.Kind.FEWER_ALARMS);
        assertThat(findings(Map.of("cpu|host=a", 1), List.of(UPPER), 10))
                .singleElement()
                .extracting(Finding::text)
                .asString()
                .contains("cpu|host=a")
                .contains("raise 2 alarms, and the back-test shows 1; the first at 2026-03-01T00:01:00Z");
    }

    @Test
    void a_rule_that_the_platform_has_otherwise_or_not_at_all_is_a_finding() {
        platform.rules.clear();
        platform.rules.add(new ExistingRule(
                "remote",
                UPPER.id(),
                UPPER.name(),
                true,
                JsonNodeFactory.instance.objectNode().put("other", 1)));

        assertThat(findings(Map.of("cpu|host=a", 0, "cpu|host=b", 0), List.of(UPPER, OTHER), 10))
                .extracting(Finding::kind)
                .containsExactly(Finding.Kind.NOT_AS_WRITTEN, Finding.Kind.NOT_AS_WRITTEN);
    }

    @Test
    void a_refused_question_is_a_finding_of_its_series_and_a_platform_that_is_away_one_of_the_sync() {
        platform.failure = new PlatformFailure.BadRequest("bad_data", "1:1: parse error");
        assertThat(findings(Map.of("cpu|host=a", 0, "cpu|host=b", 0), List.of(UPPER, OTHER), 10))
                .hasSize(2)
                .allSatisfy(finding -> assertThat(finding.text()).contains("parse error"));

        platform.failure = new PlatformFailure.Unavailable("no answer", "timeout");
        assertThat(findings(Map.of("cpu|host=a", 0, "cpu|host=b", 0), List.of(UPPER, OTHER), 10))
                .singleElement()
                .isEqualTo(new Finding(
                        "",
                        Finding.Kind.NOT_READ_BACK,
                        "the rules were written, and were not read back, timeout: no answer"));
    }

    @Test
    void only_series_whose_rules_changed_and_whose_back_test_is_of_this_range_are_looked_at_up_to_a_limit() {
        assertThat(findings(Map.of("cpu|host=a", 7, "cpu|host=b", 7), List.of(OTHER), 10))
                .hasSize(1);
        assertThat(findings(Map.of(), List.of(UPPER, OTHER), 10)).isEmpty();
        assertThat(findings(Map.of("cpu|host=a", 7, "cpu|host=b", 7), List.of(UPPER, OTHER), 1))
                .hasSize(1);
        assertThat(findings(Map.of("cpu|host=a", 7), List.of(UPPER), 0)).isEmpty();
    }

    private List<Finding> findings(Map<String, Integer> backTest, List<DesiredRule> written, int most) {
        List<SyncRecord.Step> steps = written.stream()
                .map(rule -> new SyncRecord.Step(
                        RuleAction.UPDATE, RuleReason.CHANGED, rule.id(), rule.name(), "r", false, true, null, null))
                .toList();
        RuleDraft draft = new RuleDraft(List.of(UPPER, LOWER, OTHER), List.of());
        Account account = new Account("c", "Evaluating", Map.of(), Map.of());
        Source source = new Source(
                "s", "cpu", account, JsonNodeFactory.instance.objectNode(), Duration.ofSeconds(60), ZoneOffset.UTC);
        BegunSync.Ready ready = new BegunSync.Ready(
                new DataSourceResolver.Open(platform, source),
                new RulePlanner.Known(draft, Set.of(), Set.of(), Set.of(), List.of(), List.of(), List.of(), false),
                new ReadBack.Learned(new SeriesRange(START, START.plus(Duration.ofDays(7))), backTest));
        return ReadBack.findings(ready, steps, most);
    }

    private static DesiredRule rule(String key, String series) {
        return new DesiredRule(key, key, JsonNodeFactory.instance.objectNode().put("expr", key), Set.of(series));
    }

    private static ExistingRule written(DesiredRule rule) {
        return new ExistingRule("remote-" + rule.id(), rule.id(), rule.name(), true, rule.content());
    }

    /** A platform that evaluates rules. */
    private static final class Platform implements DataSource {
        private final List<ExistingRule> rules = new ArrayList<>();
        private Map<String, List<Instant>> alarms = Map.of();
        private @Nullable PlatformFailure failure;

        @Override
        public List<ExistingRule> rules(Source source) {
            return rules;
        }

        @Override
        public Optional<RuleEvaluation> evaluate(Source source, ExistingRule written, SeriesRange range) {
            if (failure != null) {
                throw failure;
            }
            return Optional.of(new RuleEvaluation(alarms.getOrDefault(written.ruleId(), List.of())));
        }

        @Override
        public String type() {
            return "Evaluating";
        }

        @Override
        public List<ConnectField> connectFields() {
            return List.of();
        }

        @Override
        public List<ConfigField> configFields() {
            return List.of();
        }

        @Override
        public String concurrencyGroup(Account account) {
            return "one";
        }

        @Override
        public Quota quota() {
            return new Quota(1, 1);
        }

        @Override
        public void test(Account account) {}

        @Override
        public List<SeriesRange> slots(Source source, SeriesRange range) {
            return List.of(range);
        }

        @Override
        public SeriesPage fetchPartial(Source source, SeriesRange slot, Optional<String> cursor) {
            return SeriesPage.last(List.of());
        }

        @Override
        public RuleDraft draftRules(Source source, RuleOrder order) {
            return new RuleDraft(List.of(), List.of());
        }

        @Override
        public String apply(Source source, RuleOperation operation) {
            return "";
        }
    }
}
