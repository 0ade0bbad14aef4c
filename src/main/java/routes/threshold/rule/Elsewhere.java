package routes.threshold.rule;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import routes.datasource.ExistingRule;
import routes.datasource.RulePlace;
import routes.datasource.connect.DataSourceResolver;

/**
 * What is left at a place that the configuration no longer points to.
 *
 * @param open ready for calls; null when it cannot be reached
 * @param rules orphans: those with our marker that are not among the rules of today's place
 * @param failure why it cannot be reached; null when it was
 * @param hadRules whether the registry has rules at this place
 * @param apart whether it is known to be no other name of today's place
 */
public record Elsewhere(
        RulePlace place,
        DataSourceResolver.@Nullable Open open,
        List<ExistingRule> rules,
        @Nullable String failure,
        boolean hadRules,
        boolean apart) {
    public Elsewhere {
        rules = List.copyOf(rules);
    }

    /** One as it was read. */
    static Elsewhere read(RulePlace place, DataSourceResolver.Open open, List<ExistingRule> rules, boolean hadRules) {
        return new Elsewhere(place, open, rules, null, hadRules, false);
    }

    /** One that cannot be reached. */
    static Elsewhere unreachable(RulePlace place, String failure, boolean hadRules) {
        return new Elsewhere(place, null, List.of(), failure, hadRules, false);
    }

    /**
     * The same without rules of others, and without what another address of the same platform shows as well.
     *
     * @param isApart whether it is known to be another platform
     */
    Elsewhere besides(List<ExistingRule> rulesOfToday, boolean isApart) {
        Set<String> there = rulesOfToday.stream().map(Elsewhere::key).collect(Collectors.toSet());
        List<ExistingRule> left = rules.stream()
                .filter(rule -> rule.ours() && (isApart || !there.contains(key(rule))))
                .toList();
        return new Elsewhere(place, open, left, failure, hadRules, isApart);
    }

    /** Whether it has rules of ours and today's place has none of the same ids: then it is another platform. */
    boolean provesApart(List<ExistingRule> rulesOfToday) {
        Set<String> today = rulesOfToday.stream().map(ExistingRule::ruleId).collect(Collectors.toSet());
        return rules.stream().anyMatch(ExistingRule::ours)
                && rules.stream().noneMatch(rule -> today.contains(rule.ruleId()));
    }

    private static String key(ExistingRule rule) {
        return key(rule.remoteId(), rule.ruleId());
    }

    static String key(String remoteId, String ruleId) {
        return remoteId + " " + ruleId;
    }
}
