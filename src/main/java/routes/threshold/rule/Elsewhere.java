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
 */
public record Elsewhere(
        RulePlace place,
        DataSourceResolver.@Nullable Open open,
        List<ExistingRule> rules,
        @Nullable String failure,
        boolean hadRules) {
    public Elsewhere {
        rules = List.copyOf(rules);
    }

    /** The same without rules of others, and without what another address of the same platform shows as well. */
    Elsewhere apartFrom(RulePlace today, List<ExistingRule> rulesOfToday) {
        Set<String> there = today.isSurelyApartFrom(place)
                ? Set.of()
                : rulesOfToday.stream().map(Elsewhere::key).collect(Collectors.toSet());
        return new Elsewhere(
                place,
                open,
                rules.stream()
                        .filter(rule -> rule.ours() && !there.contains(key(rule)))
                        .toList(),
                failure,
                hadRules);
    }

    private static String key(ExistingRule rule) {
        return key(rule.remoteId(), rule.ruleId());
    }

    static String key(String remoteId, String ruleId) {
        return remoteId + " " + ruleId;
    }
}
