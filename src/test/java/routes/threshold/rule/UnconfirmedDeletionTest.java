package routes.threshold.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.datasource.DesiredRule;
import routes.datasource.ExistingRule;
import routes.datasource.RuleBlock;
import routes.datasource.RuleDraft;
import routes.datasource.RulePlace;

/** A deletion needs a confirmation unless the thing is known to be gone, or another rule watches what the rule watched. */
class UnconfirmedDeletionTest {
    private static final RulePlan.DeletionLimit LIMIT = new RulePlan.DeletionLimit(3, 30);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 50})
    void one_rule_of_a_series_that_is_not_known_to_be_gone_is_asked_about_whatever_the_count(int others) {
        List<Rule> rules = new ArrayList<>(List.of(new Rule("b", "upper", 0, 24), new Rule("a", "upper", 0, 24)));
        IntStream.range(0, others).forEach(n -> rules.add(new Rule("o" + n, "upper", 0, 24)));

        RulePlan plan = plan(rules.subList(1, rules.size()), rules, Set.of());

        assertThat(plan.unconfirmed(LIMIT)).singleElement().satisfies(rule -> {
            assertThat(rule.name()).isEqualTo(rules.get(0).key());
            assertThat(rule.reason()).isEqualTo(RuleReason.OBSOLETE);
        });
    }

    @Test
    void rules_of_series_that_are_gone_go_without_a_question_unless_they_are_many() {
        for (int gone : List.of(1, 3, 4)) {
            List<Rule> there = new ArrayList<>(List.of(new Rule("a", "upper", 0, 24)));
            IntStream.range(0, gone).forEach(n -> there.add(new Rule("gone" + n, "upper", 0, 24)));

            RulePlan plan = plan(there.subList(0, 1), there, series(there.subList(1, there.size())));

            assertThat(plan.rules())
                    .filteredOn(rule -> rule.action() == RuleAction.DELETE)
                    .extracting(PlannedRule::reason)
                    .hasSize(gone)
                    .containsOnly(RuleReason.GONE);
            assertThat(plan.unconfirmed(LIMIT)).hasSize(gone > 3 ? gone : 0);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "blocks were joined          | a upper 0 24                   | REPLACED",
                "blocks were cut             | a upper 0 8; a upper 8 24      | REPLACED",
                "an hour is not watched      | a upper 0 7; a upper 8 24      | OBSOLETE",
                "only the other side is left | a lower 0 24                   | OBSOLETE",
                "only a sibling is left      | b upper 0 24                   | OBSOLETE",
            })
    void a_rule_that_others_of_its_series_replace_is_not_asked_about(String what, String wanted, RuleReason reason) {
        List<Rule> now = Stream.of(wanted.split("; ")).map(Rule::of).toList();
        Rule before = new Rule("a", "upper", 6, 12);

        RulePlan plan = plan(now, List.of(before), Set.of());

        assertThat(plan.rules())
                .filteredOn(rule -> rule.action() == RuleAction.DELETE)
                .extracting(PlannedRule::reason)
                .containsExactly(reason);
        assertThat(plan.unconfirmed(LIMIT)).hasSize(reason == RuleReason.REPLACED ? 0 : 1);
    }

    @Test
    void the_second_rule_with_one_marker_and_a_rule_that_the_registry_does_not_know_are_asked_about() {
        Rule a = new Rule("a", "upper", 0, 24);
        ExistingRule twin = new ExistingRule("twin", a.wanted().id(), "a", true, content());
        ExistingRule unknown = new Rule("x", "upper", 0, 24).there();
        RulePlan plan = RulePlanner.plan(
                known(List.of(a), List.of(a.there(), twin, unknown), List.of(a.written()), Set.of(), List.of()));

        assertThat(plan.unconfirmed(LIMIT))
                .extracting(PlannedRule::reason)
                .containsExactlyInAnyOrder(RuleReason.DUPLICATE, RuleReason.OBSOLETE);
    }

    @Test
    void an_orphan_is_asked_about_unless_its_rule_is_wanted_at_the_place_of_today() {
        Rule a = new Rule("a", "upper", 0, 24);
        Rule b = new Rule("b", "upper", 0, 24);
        RulePlace left = new RulePlace("north", "Memory", "c", Map.of(), Map.of("region", "north"), Set.of());
        Elsewhere elsewhere = new Elsewhere(left, null, List.of(a.there(), b.there()), null, true, true);

        RulePlan plan = RulePlanner.plan(known(List.of(a), List.of(), List.of(), Set.of(), List.of(elsewhere)));

        assertThat(plan.count(RuleAction.DELETE)).isEqualTo(2);
        assertThat(plan.unconfirmed(LIMIT)).extracting(PlannedRule::name).containsExactly(b.key());
    }

    /** One rule of a bound. */
    private record Rule(String series, String side, int start, int end) {
        static Rule of(String text) {
            String[] words = text.strip().split(" ");
            return new Rule(words[0], words[1], Integer.parseInt(words[2]), Integer.parseInt(words[3]));
        }

        String key() {
            return series + "/" + start + "-" + end + "/" + side;
        }

        DesiredRule wanted() {
            return new DesiredRule(key(), key(), content(), Set.of(series))
                    .watching(DesiredRule.Hours.of(side, new RuleBlock(start, end, null, null)));
        }

        ExistingRule there() {
            return new ExistingRule("r-" + key(), wanted().id(), key(), true, content());
        }

        RegisteredRule written() {
            return new RegisteredRule(
                    "65a000000000000000000001",
                    wanted().id(),
                    "r-" + key(),
                    key(),
                    wanted().hash(),
                    content(),
                    Set.of(series),
                    Instant.EPOCH,
                    null,
                    null,
                    wanted().hours());
        }
    }

    private static Set<String> series(List<Rule> rules) {
        return Set.copyOf(rules.stream().map(Rule::series).toList());
    }

    private static RulePlan plan(List<Rule> wanted, List<Rule> there, Set<String> gone) {
        return RulePlanner.plan(known(
                wanted,
                there.stream().map(Rule::there).toList(),
                there.stream().map(Rule::written).toList(),
                gone,
                List.of()));
    }

    private static RulePlanner.Known known(
            List<Rule> wanted,
            List<ExistingRule> there,
            List<RegisteredRule> written,
            Set<String> gone,
            List<Elsewhere> elsewhere) {
        RuleDraft draft = new RuleDraft(wanted.stream().map(Rule::wanted).toList(), List.of());
        return new RulePlanner.Known(draft, Set.of(), Set.of(), gone, there, written, elsewhere, false);
    }

    private static ObjectNode content() {
        return JsonNodeFactory.instance.objectNode().put("threshold", 60);
    }
}
