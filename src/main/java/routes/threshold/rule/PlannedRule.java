package routes.threshold.rule;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import routes.datasource.DesiredRule;
import routes.datasource.ExistingRule;
import routes.datasource.RulePlace;

/**
 * One line of a plan.
 *
 * @param desired null for a deletion and for what is kept, or only switched off, without being wanted
 * @param existing null for a creation
 * @param place of an orphan; null for the place where the configuration points
 */
public record PlannedRule(
        RuleAction action,
        RuleReason reason,
        @Nullable DesiredRule desired,
        @Nullable ExistingRule existing,
        @Nullable RulePlace place) {
    /** One at the place where the configuration points. */
    public PlannedRule(
            RuleAction action, RuleReason reason, @Nullable DesiredRule desired, @Nullable ExistingRule existing) {
        this(action, reason, desired, existing, null);
    }

    static PlannedRule orphan(RulePlace place, ExistingRule existing) {
        return new PlannedRule(RuleAction.DELETE, RuleReason.ORPHAN, null, existing, place);
    }

    public String ruleId() {
        return desired != null ? desired.id() : existing().ruleId();
    }

    public String name() {
        return desired != null ? desired.name() : existing().name();
    }

    public Optional<String> remoteId() {
        return Optional.ofNullable(existing).map(ExistingRule::remoteId);
    }

    public ExistingRule existing() {
        return Optional.ofNullable(existing).orElseThrow(() -> new IllegalStateException("nothing exists yet"));
    }

    public DesiredRule desired() {
        return Optional.ofNullable(desired).orElseThrow(() -> new IllegalStateException("nothing is wanted"));
    }

    /** False for a deletion, and for a rule that is kept without being wanted now. */
    public boolean isWanted() {
        return desired != null;
    }

    boolean exists() {
        return existing != null;
    }

    /** Whether the platform has it otherwise than it is wanted or was written. */
    public boolean isDrift() {
        return reason == RuleReason.CHANGED_AT_PLATFORM
                || reason == RuleReason.DELETED_AT_PLATFORM
                || reason == RuleReason.NOT_OURS
                || reason == RuleReason.SWITCHED_OFF
                || reason == RuleReason.SWITCHED_ON_BY_US;
    }
}
