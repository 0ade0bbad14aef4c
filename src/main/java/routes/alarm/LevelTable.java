package routes.alarm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The words by which monitoring systems say how bad it is, and the levels they mean: those of {@code levels.yaml}, and the
 * settings {@code veaiops.levels.<word>} and {@code veaiops.levels.<source>.<word>}, which go before it. Upper and lower
 * case, blanks, {@code _} and {@code -} make no difference.
 */
public final class LevelTable {
    /** Names the level of words that are in no list. */
    public static final String UNKNOWN = "unknown";

    private static final String ALL = "all";
    private static final int LONGEST_WORD = 40;
    private static final int MOST_REMEMBERED = 5_000;
    private static final LevelTable SHIPPED = new LevelTable(name -> Optional.empty());

    private final Map<String, Map<String, Level>> words = new HashMap<>();
    private final Function<String, Optional<Level>> settings;
    private final Map<String, Optional<Level>> known = new ConcurrentHashMap<>();

    /** @param settings what a setting says, by its name below {@code veaiops.levels.}; each name is read once */
    public LevelTable(Function<String, Optional<Level>> settings) {
        this.settings = settings;
        shippedWords().forEach((source, levels) -> words.put(String.valueOf(source), byWord((Map<?, ?>) levels)));
    }

    /** Without any setting. */
    public static LevelTable shipped() {
        return SHIPPED;
    }

    /**
     * What words mean.
     *
     * @param unknown the first word that was sent, when the table knows none of them
     */
    public record Reading(Level level, @Nullable String unknown) {}

    /** The level of the first of these words that the table knows; null and blank words say nothing. */
    public Reading read(String source, List<@Nullable String> candidates) {
        String unknown = null;
        for (String candidate : candidates) {
            if (candidate != null && !PlainText.isBlank(candidate)) {
                Optional<Level> level = of(source, candidate);
                if (level.isPresent()) {
                    return new Reading(level.get(), null);
                }
                unknown = unknown == null ? candidate.strip() : unknown;
            }
        }
        return new Reading(ofUnknown(source), unknown);
    }

    /** The level that a word of this source means; empty when the table does not know it. */
    public Optional<Level> of(String source, String word) {
        String plain = plain(word);
        if (plain.equals(UNKNOWN)) {
            return Optional.of(ofUnknown(source));
        }
        return plain.isEmpty() ? Optional.empty() : remembered(source, plain);
    }

    /** The level of words that are in no list, and of alarms without such a word. */
    public Level ofUnknown(String source) {
        return remembered(source, UNKNOWN).orElse(Level.P2);
    }

    private Optional<Level> remembered(String source, String word) {
        String key = source + ' ' + word;
        Optional<Level> level = known.get(key);
        if (level == null) {
            level = found(source, word);
            if (known.size() < MOST_REMEMBERED) {
                known.put(key, level);
            }
        }
        return level;
    }

    private Optional<Level> found(String source, String word) {
        return settings.apply(source + "." + word)
                .or(() -> listed(source, word))
                .or(() -> settings.apply(word))
                .or(() -> listed(ALL, word));
    }

    private Optional<Level> listed(String source, String word) {
        return Optional.ofNullable(words.getOrDefault(source, Map.of()).get(word));
    }

    /** A word as it stands in the lists; empty for what can be no word, for which no setting is read. */
    public static String plain(String word) {
        StringBuilder plain = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                plain.append(c);
            } else if (!Character.isWhitespace(c) && c != '_' && c != '-') {
                return "";
            }
        }
        return plain.length() > LONGEST_WORD ? "" : plain.toString().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Level> byWord(Map<?, ?> levels) {
        Map<String, Level> byWord = new HashMap<>();
        levels.forEach((name, listed) -> {
            if (listed instanceof List<?> list) {
                list.forEach(word -> byWord.put(word.toString(), Level.valueOf(name.toString())));
            } else {
                byWord.put(name.toString(), Level.valueOf(listed.toString()));
            }
        });
        return byWord;
    }

    private static Map<?, ?> shippedWords() {
        try (InputStream file = LevelTable.class.getResourceAsStream("/levels.yaml")) {
            return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromInputStream(file);
        } catch (IOException e) {
            throw new UncheckedIOException("reading levels.yaml", e);
        }
    }
}
