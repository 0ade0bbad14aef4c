package routes.extension.learn;

import routes.alarm.AlarmStatus;
import routes.alarm.StatusWords;

/** What a field with the words of {@link StatusWords} says of a problem: that it is there, or over. */
final class StatusGuess {
    private StatusGuess() {}

    static boolean known(String word) {
        return StatusWords.of(word).isPresent();
    }

    /** Whether a post that said so was among them. */
    static boolean seenOver(Leaf leaf) {
        return leaf.allBooleans()
                || leaf.texts().anyMatch(text -> StatusWords.of(text)
                        .filter(status -> status == AlarmStatus.RESOLVED)
                        .isPresent());
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
