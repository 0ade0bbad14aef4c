package routes.learn;

import java.util.List;
import java.util.Set;

/** Words by which sources say that a problem is there, or over. */
final class StatusWords {
    /** As they are within a pattern of a proposal. */
    static final List<String> OVER = List.of(
            "resolved",
            "resolve",
            "recovered",
            "recovery",
            "ok",
            "normal",
            "closed",
            "close",
            "cleared",
            "clear",
            "up",
            "inactive",
            "healthy",
            "solved",
            "fixed",
            "success");

    private static final Set<String> THERE = Set.of(
            "firing",
            "alerting",
            "alarm",
            "alert",
            "triggered",
            "trigger",
            "open",
            "opened",
            "active",
            "problem",
            "down",
            "critical",
            "warning",
            "error",
            "failed",
            "failure",
            "unhealthy",
            "create",
            "created",
            "new",
            "unresolved",
            "acknowledged",
            "re-triggered",
            "no data");

    private StatusWords() {}

    static boolean known(String word) {
        return OVER.contains(word) || THERE.contains(word);
    }

    /** Whether a post that said so was among them. */
    static boolean seenOver(Leaf leaf) {
        return leaf.allBooleans() || leaf.texts().map(Role::lower).anyMatch(OVER::contains);
    }

    /** The jq that makes a status of a field. */
    static String jq(Leaf leaf) {
        if (leaf.allBooleans()) {
            boolean over = leaf.words().matches("(.* )?(resolved|recovered|ok|closed|healthy)");
            return "(if " + leaf.jq() + " == " + over + " then \"resolved\" else \"firing\" end)";
        }
        return "(" + leaf.jq() + " | status_of(\"firing\"))";
    }
}
