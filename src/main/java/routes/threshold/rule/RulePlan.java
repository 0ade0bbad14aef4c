package routes.threshold.rule;

import java.util.List;
import java.util.Set;
import routes.datasource.RuleDraft;

/**
 * What a sync would do.
 *
 * @param rules in the order in which they are done: what is new and changed before what is deleted
 * @param problems thresholds that the platform cannot have as a rule
 * @param existing how many rules of ours there are
 * @param poor unique keys of series whose thresholds are of poor quality
 * @param unreachable places where rules of ours may be left
 */
public record RulePlan(
        List<PlannedRule> rules,
        List<RuleDraft.Problem> problems,
        int existing,
        Set<String> poor,
        List<Elsewhere> unreachable) {
    public RulePlan {
        poor = Set.copyOf(poor);
        unreachable = List.copyOf(unreachable);
        rules = List.copyOf(rules);
        problems = List.copyOf(problems);
    }

    public long count(RuleAction action) {
        return rules.stream().filter(rule -> rule.action() == action).count();
    }

    /** Whether a rule comes of a threshold of poor quality: the schedule leaves it out, unless the task wants it. */
    public boolean isPoor(PlannedRule rule) {
        return rule.isWanted() && rule.desired().series().stream().anyMatch(poor::contains);
    }

    /**
     * Deletions that need a confirmation: of each thing that is not known to be gone, and of those that are gone when they are more
     * than a few and more than a share of all.
     */
    public List<PlannedRule> unconfirmed(DeletionLimit limit) {
        List<PlannedRule> deletions = rules.stream()
                .filter(rule -> rule.action() == RuleAction.DELETE)
                .toList();
        long gone = deletions.stream()
                .filter(rule -> rule.reason() == RuleReason.GONE)
                .count();
        boolean many = gone > limit.free() && gone * 100 > (long) limit.percent() * existing;
        return deletions.stream()
                .filter(rule -> rule.reason() == RuleReason.GONE ? many : !isReplaced(rule))
                .toList();
    }

    /** Whether what it watches is watched by another rule of today's place. */
    private boolean isReplaced(PlannedRule deletion) {
        return deletion.reason() == RuleReason.REPLACED
                || deletion.reason() == RuleReason.ORPHAN
                        && rules.stream()
                                .anyMatch(
                                        rule -> rule.isWanted() && rule.ruleId().equals(deletion.ruleId()));
    }

    /**
     * @param free deletions of what is gone without a confirmation, however few rules there are
     * @param percent of all rules of a data source whose things are gone that may go without a confirmation
     */
    public record DeletionLimit(int free, int percent) {}
}
