package routes.threshold.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import routes.datasource.DesiredRule;
import routes.datasource.ExistingRule;
import routes.datasource.Ownership;
import routes.datasource.RuleDraft;

/** Rules that others may own: of before there were ids of deployments, and of VeAIOps. */
class RuleOwnerPlanTest {
    private static final String SOURCE = "65a000000000000000000001";

    @Test
    void a_rule_that_a_person_took_over_is_left_alone_wanted_or_not() {
        ExistingRule theirs =
                new ExistingRule("r-a", wanted("a", 0).id(), "a", true, content(99), Ownership.Owner.OTHERS);
        for (String name : List.of("a", "b")) {
            assertThat(plan(List.of(wanted(name, 60)), Set.of(), List.of(theirs), List.of())
                            .rules())
                    .extracting(PlannedRule::action, PlannedRule::reason)
                    .contains(tuple(RuleAction.KEEP, RuleReason.NOT_OURS));
        }
    }

    @Test
    void a_rule_whose_marker_names_no_deployment_is_ours_only_if_the_registry_knows_it() {
        ExistingRule unsigned =
                new ExistingRule("r-a", wanted("a", 0).id(), "a", true, content(60), Ownership.Owner.UNSIGNED);

        assertThat(only(plan(List.of(wanted("a", 70)), Set.of(), List.of(unsigned), List.of())))
                .extracting(PlannedRule::action, PlannedRule::reason)
                .containsExactly(RuleAction.KEEP, RuleReason.NOT_OURS);
        assertThat(only(plan(List.of(wanted("a", 70)), Set.of(), List.of(unsigned), List.of(written("a", 60)))))
                .extracting(PlannedRule::action, PlannedRule::reason)
                .containsExactly(RuleAction.UPDATE, RuleReason.CHANGED);
    }

    @Test
    void a_rule_that_veaiops_made_is_neither_touched_nor_doubled_until_it_is_adopted() {
        DesiredRule next = new DesiredRule("a", "a upper", content(70), Set.of("series-a")).following("a");
        ExistingRule theirs = new ExistingRule("r-9", "", "a", true, content(60), Ownership.Owner.VEAIOPS);
        ExistingRule stranger = new ExistingRule("r-8", "", "a by hand", true, content(60), Ownership.Owner.VEAIOPS);
        for (boolean adopting : List.of(false, true)) {
            RulePlan plan = RulePlanner.plan(new RulePlanner.Known(
                    new RuleDraft(List.of(next), List.of()),
                    Set.of(),
                    Set.of(),
                    Set.of(),
                    List.of(theirs, stranger),
                    List.of(),
                    List.of(),
                    adopting));

            assertThat(only(plan))
                    .extracting(PlannedRule::action, PlannedRule::reason, PlannedRule::existing)
                    .containsExactly(
                            adopting ? RuleAction.UPDATE : RuleAction.KEEP,
                            adopting ? RuleReason.ADOPTED : RuleReason.MADE_BY_VEAIOPS,
                            theirs);
        }
    }

    private static RulePlan plan(
            List<DesiredRule> wanted, Set<String> keep, List<ExistingRule> there, List<RegisteredRule> written) {
        return RulePlanner.plan(new RulePlanner.Known(
                new RuleDraft(wanted, List.of()), keep, Set.of(), Set.of(), there, written, List.of(), false));
    }

    private static PlannedRule only(RulePlan plan) {
        assertThat(plan.rules()).hasSize(1);
        return plan.rules().get(0);
    }

    private static DesiredRule wanted(String name, int threshold) {
        return new DesiredRule(name, name, content(threshold), Set.of("series-" + name));
    }

    private static RegisteredRule written(String name, int threshold) {
        DesiredRule rule = wanted(name, threshold);
        return new RegisteredRule(
                SOURCE,
                rule.id(),
                "r-" + name,
                name,
                rule.hash(),
                rule.content(),
                rule.series(),
                Instant.EPOCH,
                null,
                null,
                null);
    }

    private static ObjectNode content(int threshold) {
        return JsonNodeFactory.instance.objectNode().put("threshold", threshold).put("when", ">");
    }
}
