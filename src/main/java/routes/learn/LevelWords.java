package routes.learn;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import routes.alarm.Level;

/** Words by which sources say how bad it is. */
final class LevelWords {
    private static final Map<String, Level> WORDS = new LinkedHashMap<>();

    static {
        put(Level.P0, "critical", "fatal", "emergency", "disaster", "blocker", "high", "p0", "sev0", "sev1");
        put(Level.P1, "error", "major", "warning", "warn", "average", "medium", "p1", "sev2", "normal");
        put(
                Level.P2,
                "minor",
                "low",
                "info",
                "information",
                "informational",
                "notice",
                "debug",
                "none",
                "p2",
                "p3",
                "p4",
                "p5",
                "sev3",
                "sev4");
    }

    private LevelWords() {}

    private static void put(Level level, String... words) {
        for (String word : words) {
            WORDS.put(word, level);
        }
    }

    static Optional<Level> of(String word) {
        return Optional.ofNullable(WORDS.get(word));
    }

    /** The jq that makes a level of a field: the usual words, and those that were seen. */
    static String jq(Leaf leaf) {
        Map<String, Level> known = new LinkedHashMap<>();
        WORDS.forEach((word, level) -> {
            if (level != Level.P2) {
                known.put(word, level);
            }
        });
        leaf.texts().map(Role::lower).distinct().forEach(word -> known.putIfAbsent(word, of(word).orElse(Level.P2)));
        return "(" + leaf.jq() + " | level_of({"
                + known.entrySet().stream()
                        .map(word -> Leaf.quoted(word.getKey()) + ": \"" + word.getValue() + "\"")
                        .collect(Collectors.joining(", "))
                + "}; \"P2\"))";
    }
}
