package routes.threshold.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import routes.datasource.DesiredRule;
import routes.datasource.ExistingRule;
import routes.datasource.RuleDraft;

class RulePlannerTest {
    private static final String SOURCE = "65a000000000000000000001";

    @Test
    void what_is_not_there_is_made() {
        assertThat(only(plan(List.of(wanted("a", 60)), Set.of(), List.of(), List.of())))
                .extracting(PlannedRule::action, PlannedRule::reason)
                .containsExactly(RuleAction.CREATE, RuleReason.NEW);
    }

    @Test
    void what_is_as_it_should_be_is_not_written() {
        assertThat(only(plan(List.of(wanted("a", 60)), Set.of(), List.of(there("a", 60)), List.of(written("a", 60)))))
                .extracting(PlannedRule::action, PlannedRule::reason)
                .containsExactly(RuleAction.KEEP, RuleReason.SAME);
    }

    @Test
    void another_threshold_is_a_change() {
        PlannedRule rule =
                only(plan(List.of(wanted("a", 70)), Set.of(), List.of(there("a", 60)), List.of(written("a", 60))));

        assertThat(rule)
                .extracting(PlannedRule::action, PlannedRule::reason, PlannedRule::isDrift)
                .containsExactly(RuleAction.UPDATE, RuleReason.CHANGED, false);
        assertThat(RuleText.diff(rule)).contains("-  \"threshold\" : 60", "+  \"threshold\" : 70");
    }

    @Test
    void a_rule_that_was_changed_at_the_platform_is_a_drift() {
        assertThat(only(plan(List.of(wanted("a", 60)), Set.of(), List.of(there("a", 99)), List.of(written("a", 60)))))
                .extracting(PlannedRule::action, PlannedRule::reason, PlannedRule::isDrift)
                .containsExactly(RuleAction.UPDATE, RuleReason.CHANGED_AT_PLATFORM, true);
    }

    @Test
    void a_rule_that_was_deleted_at_the_platform_is_made_again_and_called_a_drift() {
        assertThat(only(plan(List.of(wanted("a", 60)), Set.of(), List.of(), List.of(written("a", 60)))))
                .extracting(PlannedRule::action, PlannedRule::reason, PlannedRule::isDrift)
                .containsExactly(RuleAction.CREATE, RuleReason.DELETED_AT_PLATFORM, true);
    }

    @Test
    void a_rule_that_was_switched_off_and_is_the_same_is_left_alone() {
        ExistingRule off = new ExistingRule("r", wanted("a", 60).id(), "a", false, content(60));

        assertThat(only(plan(List.of(wanted("a", 60)), Set.of(), List.of(off), List.of())))
                .extracting(PlannedRule::action, PlannedRule::reason, PlannedRule::isDrift)
                .containsExactly(RuleAction.KEEP, RuleReason.SWITCHED_OFF, true);
    }

    @Test
    void a_rule_that_our_write_switched_on_is_switched_off_again_and_called_a_drift() {
        PlannedRule rule =
                only(plan(List.of(wanted("a", 60)), Set.of(), List.of(there("a", 60)), List.of(owed("a", 60))));

        assertThat(rule)
                .extracting(PlannedRule::action, PlannedRule::reason, PlannedRule::isDrift)
                .containsExactly(RuleAction.UPDATE, RuleReason.SWITCHED_ON_BY_US, true);
        assertThat(rule.existing().enabled()).isFalse();
        assertThat(RuleText.diff(rule)).contains("-enabled: true", "+enabled: false");
    }

    @Test
    void it_is_switched_off_also_with_another_threshold_and_while_nothing_is_known_of_its_series() {
        PlannedRule changed =
                only(plan(List.of(wanted("a", 70)), Set.of(), List.of(there("a", 60)), List.of(owed("a", 60))));
        RulePlan kept = plan(
                List.of(wanted("a", 60)),
                Set.of("series-b"),
                List.of(there("a", 60), there("b", 60)),
                List.of(written("a", 60), owed("b", 60)));

        assertThat(changed.reason()).isEqualTo(RuleReason.CHANGED);
        assertThat(changed.existing().enabled()).isFalse();
        assertThat(reasonOf(kept, "b")).isEqualTo(RuleReason.SWITCHED_ON_BY_US);
    }

    @Test
    void a_write_that_never_came_through_leaves_nothing_to_switch_off() {
        assertThat(only(plan(List.of(wanted("a", 60)), Set.of(), List.of(there("a", 60)), List.of(owed("a", 70)))))
                .extracting(PlannedRule::action, PlannedRule::reason)
                .containsExactly(RuleAction.KEEP, RuleReason.SAME);
    }

    @Test
    void a_rule_without_a_threshold_goes_when_every_series_has_been_computed() {
        RulePlan plan = plan(
                List.of(wanted("a", 60)), Set.of(), List.of(there("a", 60), there("b", 60)), List.of(written("b", 60)));

        assertThat(plan.rules())
                .extracting(PlannedRule::action, PlannedRule::reason)
                .contains(tuple(RuleAction.DELETE, RuleReason.OBSOLETE));
    }

    @Test
    void a_series_that_failed_keeps_its_rules() {
        RulePlan plan = plan(
                List.of(wanted("a", 60)),
                Set.of("series-b"),
                List.of(there("a", 60), there("b", 60)),
                List.of(written("b", 60)));

        assertThat(reasonOf(plan, "b")).isEqualTo(RuleReason.SERIES_WITHOUT_THRESHOLD);
        assertThat(plan.count(RuleAction.DELETE)).isZero();
    }

    @Test
    void a_rule_of_an_unknown_series_is_kept_while_some_series_failed() {
        RulePlan plan =
                plan(List.of(wanted("a", 60)), Set.of("series-x"), List.of(there("a", 60), there("b", 60)), List.of());

        assertThat(reasonOf(plan, "b")).isEqualTo(RuleReason.SERIES_UNKNOWN);
    }

    @Test
    void a_series_that_the_platform_can_have_no_rule_of_keeps_its_rules() {
        RuleDraft draft = new RuleDraft(
                List.of(wanted("a", 60)), List.of(new RuleDraft.Problem(Set.of("series-b"), "name too long")));
        RulePlan plan = RulePlanner.plan(new RulePlanner.Known(
                draft,
                Set.of(),
                Set.of(),
                Set.of(),
                List.of(there("a", 60), there("b", 60)),
                List.of(written("b", 60)),
                List.of(),
                false));

        assertThat(reasonOf(plan, "b")).isEqualTo(RuleReason.SERIES_WITHOUT_THRESHOLD);
        assertThat(plan.problems()).hasSize(1);
    }

    @Test
    void nothing_is_deleted_for_a_version_without_any_threshold() {
        RulePlan plan = plan(List.of(), Set.of(), List.of(there("a", 60), there("b", 60)), List.of(written("a", 60)));

        assertThat(plan.rules()).extracting(PlannedRule::reason).containsOnly(RuleReason.NOTHING_WANTED);
    }

    @Test
    void the_second_rule_with_one_marker_goes() {
        ExistingRule twin = new ExistingRule("twin", wanted("a", 60).id(), "a", true, content(60));
        RulePlan plan = plan(List.of(wanted("a", 60)), Set.of(), List.of(there("a", 60), twin), List.of());

        assertThat(plan.rules())
                .extracting(PlannedRule::reason)
                .containsExactlyInAnyOrder(RuleReason.SAME, RuleReason.DUPLICATE);
    }

    @Property(tries = 300)
    void every_rule_has_one_line_and_only_marked_ones_are_touched(
            @ForAll @Size(max = 8) Set<@IntRange(max = 9) Integer> wanted,
            @ForAll @Size(max = 8) Set<@IntRange(max = 9) Integer> there,
            @ForAll @Size(max = 8) Set<@IntRange(max = 9) Integer> written,
            @ForAll @Size(max = 4) Set<@IntRange(max = 9) Integer> failed) {
        List<DesiredRule> desired = wanted.stream()
                .filter(n -> !failed.contains(n))
                .map(n -> wanted("n" + n, 60))
                .toList();
        List<ExistingRule> existing =
                there.stream().map(n -> there("n" + n, n % 2 == 0 ? 60 : 50)).toList();
        Set<String> kept = failed.stream().map(n -> "series-n" + n).collect(Collectors.toSet());
        List<RegisteredRule> book =
                written.stream().map(n -> written("n" + n, 60)).toList();
        RulePlan plan = plan(desired, kept, existing, book);

        Set<String> ids = new HashSet<>();
        desired.forEach(rule -> ids.add(rule.id()));
        existing.forEach(rule -> ids.add(rule.ruleId()));
        assertThat(plan.rules()).hasSize(ids.size());
        assertThat(plan.rules()).filteredOn(PlannedRule::exists).allMatch(rule -> existing.contains(rule.existing()));
        assertThat(plan.rules())
                .filteredOn(rule -> rule.action() == RuleAction.DELETE)
                .noneMatch(rule -> failed.stream()
                        .anyMatch(n -> rule.name().equals("n" + n) && (written.contains(n) || !failed.isEmpty())));
        RulePlan again = plan(desired, kept, after(plan), book);
        assertThat(again.count(RuleAction.CREATE) + again.count(RuleAction.UPDATE) + again.count(RuleAction.DELETE))
                .isZero();
    }

    /** What is at the platform once a plan was done. */
    private static List<ExistingRule> after(RulePlan plan) {
        List<ExistingRule> after = new ArrayList<>();
        for (PlannedRule rule : plan.rules()) {
            if (rule.action() != RuleAction.DELETE) {
                boolean enabled = !rule.exists() || rule.existing().enabled();
                after.add(
                        rule.isWanted()
                                ? new ExistingRule(
                                        rule.name(),
                                        rule.ruleId(),
                                        rule.name(),
                                        enabled,
                                        rule.desired().content())
                                : rule.existing());
            }
        }
        return after;
    }

    private static RuleReason reasonOf(RulePlan plan, String name) {
        return plan.rules().stream()
                .filter(rule -> rule.name().equals(name))
                .findFirst()
                .orElseThrow()
                .reason();
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

    private static ExistingRule there(String name, int threshold) {
        return new ExistingRule("r-" + name, wanted(name, 0).id(), name, true, content(threshold));
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

    private static RegisteredRule owed(String name, int threshold) {
        return written(name, threshold).owing(wanted(name, threshold).hash());
    }

    private static ObjectNode content(int threshold) {
        return JsonNodeFactory.instance.objectNode().put("threshold", threshold).put("when", ">");
    }
}
