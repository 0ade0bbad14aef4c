package routes.threshold.rule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import routes.datasource.DesiredRule;
import routes.datasource.ExistingRule;
import routes.datasource.RuleDraft;

/**
 * Compares what is wanted with what is there. Pure. It sees rules with the marker of one data source only, so that it can
 * touch no other; and it deletes only what it can name a reason for.
 */
public final class RulePlanner {
    private RulePlanner() {}

    /**
     * What is known before a plan.
     *
     * @param draft what is wanted
     * @param keep unique keys of series without a threshold this time
     * @param existing at the platform, with our marker
     * @param registered what we wrote last
     */
    public record Known(
            RuleDraft draft, Set<String> keep, List<ExistingRule> existing, List<RegisteredRule> registered) {
        Set<String> kept() {
            Set<String> all = new HashSet<>(keep);
            draft.problems().forEach(problem -> all.addAll(problem.series()));
            return all;
        }
    }

    public static RulePlan plan(Known known) {
        Map<String, RegisteredRule> written = known.registered().stream()
                .collect(Collectors.toMap(RegisteredRule::ruleId, Function.identity(), (one, other) -> other));
        Map<String, DesiredRule> wanted = new HashMap<>();
        known.draft().rules().forEach(rule -> wanted.put(rule.id(), rule));
        List<PlannedRule> rules = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (ExistingRule rule : known.existing()) {
            if (!rule.ours()) {
                seen.add(rule.ruleId());
                rules.add(new PlannedRule(RuleAction.KEEP, RuleReason.NOT_OURS, wanted.get(rule.ruleId()), rule));
            } else if (!seen.add(rule.ruleId())) {
                rules.add(new PlannedRule(RuleAction.DELETE, RuleReason.DUPLICATE, null, rule));
            } else if (wanted.containsKey(rule.ruleId())) {
                rules.add(both(wanted.get(rule.ruleId()), rule, written.get(rule.ruleId())));
            } else {
                rules.add(unwanted(known, rule, written.get(rule.ruleId())));
            }
        }
        for (DesiredRule rule : known.draft().rules()) {
            if (seen.add(rule.id())) {
                RuleReason why = written.containsKey(rule.id()) ? RuleReason.DELETED_AT_PLATFORM : RuleReason.NEW;
                rules.add(new PlannedRule(RuleAction.CREATE, why, rule, null));
            }
        }
        rules.sort(Comparator.comparing(PlannedRule::action).thenComparing(PlannedRule::name));
        return new RulePlan(rules, known.draft().problems(), known.existing().size());
    }

    private static PlannedRule both(DesiredRule wanted, ExistingRule there, @Nullable RegisteredRule written) {
        if (written != null && written.owesOff(there)) {
            return wanted.hash().equals(there.hash())
                    ? switchedOff(wanted, there)
                    : new PlannedRule(RuleAction.UPDATE, RuleReason.CHANGED, wanted, there.off());
        }
        if (wanted.hash().equals(there.hash())) {
            RuleReason why = there.enabled() ? RuleReason.SAME : RuleReason.SWITCHED_OFF;
            return new PlannedRule(RuleAction.KEEP, why, wanted, there);
        }
        boolean drifted = written != null && !written.hash().equals(there.hash());
        RuleReason why = drifted ? RuleReason.CHANGED_AT_PLATFORM : RuleReason.CHANGED;
        return new PlannedRule(RuleAction.UPDATE, why, wanted, there);
    }

    private static PlannedRule switchedOff(@Nullable DesiredRule wanted, ExistingRule there) {
        return new PlannedRule(RuleAction.UPDATE, RuleReason.SWITCHED_ON_BY_US, wanted, there.off());
    }

    private static PlannedRule unwanted(Known known, ExistingRule there, @Nullable RegisteredRule written) {
        PlannedRule rule = keptOrDeleted(known, there, written);
        boolean owed = rule.action() == RuleAction.KEEP && written != null && written.owesOff(there);
        return owed ? switchedOff(null, there) : rule;
    }

    private static PlannedRule keptOrDeleted(Known known, ExistingRule there, @Nullable RegisteredRule written) {
        if (known.draft().rules().isEmpty()) {
            return new PlannedRule(RuleAction.KEEP, RuleReason.NOTHING_WANTED, null, there);
        }
        Set<String> kept = known.kept();
        if (written == null && !kept.isEmpty()) {
            return new PlannedRule(RuleAction.KEEP, RuleReason.SERIES_UNKNOWN, null, there);
        }
        if (written != null && written.series().stream().anyMatch(kept::contains)) {
            return new PlannedRule(RuleAction.KEEP, RuleReason.SERIES_WITHOUT_THRESHOLD, null, there);
        }
        return new PlannedRule(RuleAction.DELETE, RuleReason.OBSOLETE, null, there);
    }
}
