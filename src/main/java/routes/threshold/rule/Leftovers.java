package routes.threshold.rule;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import routes.datasource.ExistingRule;
import routes.datasource.PlatformFailure;
import routes.datasource.RuleOperation;
import routes.datasource.RuleOutcome;
import routes.datasource.connect.DataSourceResolver;

/**
 * Deletes what is left at places that the configuration no longer points to.
 *
 * <p>Failure policy: a place is forgotten only after it was read and nothing of ours is left there.
 */
final class Leftovers {
    private final String dataSourceId;
    private final RuleRegistry registry;
    private final List<Elsewhere> places;
    private final Set<ExistingRule> deleted = new HashSet<>();

    Leftovers(String dataSourceId, RuleRegistry registry, List<Elsewhere> places) {
        this.dataSourceId = dataSourceId;
        this.registry = registry;
        this.places = places;
    }

    /** @return the steps with their outcomes, in their order */
    List<SyncRecord.Step> delete(String placeId, List<SyncRecord.Step> steps) {
        Elsewhere left = places.stream()
                .filter(one -> one.place().id().equals(placeId))
                .findFirst()
                .orElse(null);
        if (left == null) {
            return steps.stream().map(step -> step.succeeded(id(step))).toList();
        }
        DataSourceResolver.Open open = left.open();
        if (open == null) {
            return steps.stream()
                    .map(step -> step.failed("the place cannot be reached: " + left.failure()))
                    .toList();
        }
        return delete(open, left, steps);
    }

    /** One that is gone has nothing to be deleted. */
    private List<SyncRecord.Step> delete(DataSourceResolver.Open open, Elsewhere left, List<SyncRecord.Step> steps) {
        List<ExistingRule> rules = left.rules().stream()
                .filter(rule -> steps.stream().anyMatch(step -> id(step).equals(rule.remoteId())))
                .toList();
        List<RuleOutcome> outcomes = outcomes(open, rules);
        return steps.stream()
                .map(step -> {
                    PlatformFailure failure = null;
                    for (int index = 0; index < rules.size(); index++) {
                        if (rules.get(index).remoteId().equals(id(step))) {
                            failure = outcomes.get(index).failure();
                        }
                    }
                    return failure == null ? step.succeeded(id(step)) : step.failed(failure);
                })
                .toList();
    }

    private List<RuleOutcome> outcomes(DataSourceResolver.Open open, List<ExistingRule> rules) {
        if (rules.isEmpty()) {
            return List.of();
        }
        List<RuleOperation> deletions =
                rules.stream().<RuleOperation>map(RuleOperation.Delete::new).toList();
        try {
            List<RuleOutcome> outcomes = open.type().applyAll(open.source(), deletions);
            for (int index = 0; index < rules.size(); index++) {
                if (outcomes.get(index).failure() == null) {
                    deleted.add(rules.get(index));
                }
            }
            return outcomes;
        } catch (PlatformFailure none) {
            return rules.stream().map(rule -> RuleOutcome.failed(none)).toList();
        }
    }

    void finish() {
        List<RegisteredRule> registered = registry.of(dataSourceId);
        for (Elsewhere left : places) {
            String id = left.place().id();
            boolean empty = left.failure() == null && deleted.containsAll(left.rules());
            boolean moved = left.failure() != null
                    && left.hadRules()
                    && registered.stream().noneMatch(rule -> id.equals(rule.place()));
            if (empty || moved) {
                registry.forget(dataSourceId, id);
            }
        }
    }

    private static String id(SyncRecord.Step step) {
        return step.remoteId() == null ? "" : step.remoteId();
    }
}
