package routes.threshold.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Deletions that a sync does not do without a confirmation, in words. Pure. */
final class HeldDeletions {
    private static final String REMEDY = "look at the plan, then sync with confirm_deletions true";

    private HeldDeletions() {}

    /** Of a person's sync. */
    static String refusal(List<PlannedRule> held, int existing) {
        PlannedRule first = held.get(0);
        return "the sync would delete " + held.size() + " of " + existing
                + " rules that nothing confirms to go, such as " + first.name() + ", " + why(first) + ": " + REMEDY;
    }

    /** Of a sync by the schedule: the rules stay, and the plan goes on showing them. */
    static List<Finding> findings(List<PlannedRule> held) {
        return held.stream()
                .map(rule -> new Finding(
                        rule.remoteId().orElse(""),
                        Finding.Kind.NOT_CONFIRMED,
                        rule.name() + " stays, " + why(rule) + ": " + REMEDY))
                .toList();
    }

    /** What a sync left to a person; null when it left nothing. */
    static @Nullable String summary(SyncRecord record) {
        long held = record.findings().stream()
                .filter(finding -> finding.kind() == Finding.Kind.NOT_CONFIRMED)
                .count();
        return held == 0 ? null : held + " rules are to be deleted and stay until a person confirms it: " + REMEDY;
    }

    private static String why(PlannedRule rule) {
        return switch (rule.reason()) {
            case ORPHAN -> "it is where the configuration no longer points, and no rule of today follows it";
            case DUPLICATE -> "a second rule with the marker of another one";
            case GONE -> "one of many whose series are gone all at once";
            default -> "its series or its hours have no threshold, and the thing itself is not known to be gone";
        };
    }
}
