package routes.threshold.rule;

import java.util.Locale;

/** What a plan does with one rule. */
public enum RuleAction {
    CREATE,
    UPDATE,
    DELETE,
    KEEP;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
