package routes.threshold.rule;

import java.util.List;
import routes.datasource.RuleDraft;

/**
 * What a sync would do.
 *
 * @param rules in the order in which they are done: what is new and changed before what is deleted
 * @param problems thresholds that the platform cannot have as a rule
 * @param existing how many rules of ours there are
 */
public record RulePlan(List<PlannedRule> rules, List<RuleDraft.Problem> problems, int existing) {
    public RulePlan {
        rules = List.copyOf(rules);
        problems = List.copyOf(problems);
    }

    public long count(RuleAction action) {
        return rules.stream().filter(rule -> rule.action() == action).count();
    }

    /** Whether deletions need a confirmation: more than a few rules and more than a share of all would go. */
    public boolean deletesTooMany(DeletionLimit limit) {
        long deletions = count(RuleAction.DELETE);
        return deletions > limit.free() && deletions * 100 > (long) limit.percent() * existing;
    }

    /**
     * @param free deletions without a confirmation, however few rules there are
     * @param percent of all rules of a data source that may go without a confirmation
     */
    public record DeletionLimit(int free, int percent) {}
}
