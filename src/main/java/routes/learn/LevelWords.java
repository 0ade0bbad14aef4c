package routes.learn;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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

    /** The word as it is posted: the table of level words knows what it means. */
    static String jq(Leaf leaf) {
        return leaf.jq();
    }
}
