package routes.tool.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What a plan says of deletions that need a confirmation. Pure. */
final class RuleLines {
    private static final String NEEDS_CONFIRMATION = "needs_confirmation";

    private RuleLines() {}

    /** Follows the line of a rule; empty when there is nothing to say. */
    static String note(JsonNode rule) {
        if (rule.path(NEEDS_CONFIRMATION).asBoolean()) {
            return ", needs a confirmation";
        }
        return rule.path("drift").asBoolean() ? ", changed on the platform" : "";
    }

    /** What to do about a plan. */
    static Optional<String> remedy(JsonNode plan) {
        return plan.path(NEEDS_CONFIRMATION).asBoolean()
                ? Optional.of(
                        "Nothing confirms that what these rules watch is gone. A sync with confirm_deletions (veaiops rules"
                                + " sync --confirm-deletions) deletes them; the schedule leaves them.")
                : Optional.empty();
    }
}
