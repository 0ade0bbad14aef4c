package routes.common.yaml;

import java.util.Collection;
import java.util.Comparator;

/** The word that was meant by one that is not known. */
public final class NearestWord {
    private static final int SHORT = 4;
    private static final int LONG = 9;

    private NearestWord() {}

    /** {@code ", did you mean x?"}; empty when no known word is like this one. */
    public static String hint(String word, Collection<String> known) {
        return known.stream()
                .filter(other -> distance(word, other) <= mistakes(word))
                .min(Comparator.<String>comparingInt(other -> distance(word, other))
                        .thenComparing(Comparator.naturalOrder()))
                .map(other -> ", did you mean " + other + "?")
                .orElse("");
    }

    private static int mistakes(String word) {
        return word.length() < SHORT ? 1 : word.length() < LONG ? 2 : 3;
    }

    /** How many letters differ (Levenshtein). */
    public static int distance(String one, String other) {
        int[] costs = new int[other.length() + 1];
        for (int j = 0; j < costs.length; j++) {
            costs[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = costs[0];
            costs[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = costs[j];
                costs[j] = Math.min(changed, 1 + Math.min(costs[j], costs[j - 1]));
            }
        }
        return costs[other.length()];
    }
}
