package routes.threshold.rule;

import java.util.List;

/** The local registry of the rules that we wrote. */
public interface RuleRegistry {
    List<RegisteredRule> of(String dataSourceId);

    void put(RegisteredRule rule);

    void remove(String dataSourceId, String ruleId);

    void removeAll(String dataSourceId);
}
