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
     * Whether deletions need a confirmation: more than a few rules and more than a share of all would go. Orphans do not count:
     * their place was left by a person, and they go only once the rules of today's place are in force.
     */
    public boolean deletesTooMany(DeletionLimit limit) {
        long deletions = rules.stream()
                .filter(rule -> rule.action() == RuleAction.DELETE && rule.reason() != RuleReason.ORPHAN)
                .count();
        return deletions > limit.free() && deletions * 100 > (long) limit.percent() * existing;
    }

    /**
     * @param free deletions without a confirmation, however few rules there are
     * @param percent of all rules of a data source that may go without a confirmation
     */
    public record DeletionLimit(int free, int percent) {}
}
