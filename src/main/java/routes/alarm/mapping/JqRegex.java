package routes.alarm.mapping;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression of jq, in linear time whatever the text. Written as for jq, whose library knows more: what needs
 * backtracking (look-around, references to groups, possessive and atomic groups) is refused by name.
 *
 * @param global every match, not the first alone
 * @param nonEmpty empty matches do not count
 */
record JqRegex(Pattern pattern, boolean global, boolean nonEmpty) {
    private static final int MOST_KNOWN = 1_000;
    private static final int LONGEST = 1_000;
    private static final Map<String, JqRegex> KNOWN = new ConcurrentHashMap<>();
    private static final java.util.regex.Pattern REPEAT = java.util.regex.Pattern.compile("\\{(\\d+)(?:,(\\d*))?}");
    private static final int MOST_COPIES = 10_000;

    static JqRegex of(String text, @Nullable String flags) throws JsonQueryException {
        String key = (flags == null ? "" : flags) + '/' + text;
        JqRegex known = KNOWN.get(key);
        if (known == null) {
            known = read(text, flags == null ? "" : flags);
            if (KNOWN.size() >= MOST_KNOWN) {
                KNOWN.clear();
            }
            KNOWN.put(key, known);
        }
        return known;
    }

    private static JqRegex read(String text, String flags) throws JsonQueryException {
        if (text.length() > LONGEST) {
            throw new JsonQueryException("a regular expression is longer than " + LONGEST + " characters");
        }
        copies(text);
        try {
            String translated = new JqRegexText(text, flags.contains("x")).translated();
            Pattern pattern = Pattern.compile(translated, options(flags));
            return new JqRegex(pattern, flags.contains("g"), flags.contains("n"));
        } catch (PatternSyntaxException e) {
            throw new JsonQueryException("no regular expression: " + text + " (" + e.getDescription() + ")");
        }
    }

    private static int options(String flags) throws JsonQueryException {
        int options = 0;
        for (char flag : flags.toCharArray()) {
            options |= switch (flag) {
                case 'g', 'n', 's', 'x' -> 0;
                case 'i' -> Pattern.CASE_INSENSITIVE;
                case 'm', 'p' -> Pattern.DOTALL;
                case 'l' -> Pattern.LONGEST_MATCH;
                default -> throw new JsonQueryException(flags + " is not a valid modifier string");
            };
        }
        return options;
    }

    /** Repeats inside of repeats multiply: the expression is written out before it runs. */
    private static void copies(String text) throws JsonQueryException {
        long copies = 1;
        Matcher repeats = REPEAT.matcher(text);
        while (repeats.find() && copies <= MOST_COPIES) {
            String most = repeats.group(2) == null || repeats.group(2).isEmpty() ? repeats.group(1) : repeats.group(2);
            copies *= most.length() > 4 ? MOST_COPIES + 1L : Math.max(1, Integer.parseInt(most));
        }
        if (copies > MOST_COPIES) {
            throw new JsonQueryException("the repeats of a regular expression multiply to more than " + MOST_COPIES);
        }
    }
}
