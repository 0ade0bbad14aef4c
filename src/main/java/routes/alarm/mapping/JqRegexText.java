package routes.alarm.mapping;

import java.util.Map;
import java.util.Set;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/**
 * Rewrites a regular expression of jq for RE2. In jq, words, digits and space are those of Unicode; RE2's are those of
 * ASCII.
 */
final class JqRegexText {
    private static final String WORD = "\\p{L}\\p{M}\\p{N}\\p{Pc}";
    private static final String SPACE = "\\t\\n\\x0B\\f\\r\\x{85}\\p{Z}";
    private static final String DIGIT = "\\p{Nd}";
    private static final Map<String, String> POSIX = Map.of(
            "alpha", "\\p{L}\\p{M}",
            "digit", DIGIT,
            "alnum", "\\p{L}\\p{M}\\p{Nd}",
            "upper", "\\p{Lu}",
            "lower", "\\p{Ll}",
            "space", SPACE,
            "word", WORD,
            "punct", "\\p{P}");
    private static final Set<String> LOOKS = Set.of("(?=", "(?!", "(?<=", "(?<!");

    private final String text;
    private final boolean extended;
    private final StringBuilder out = new StringBuilder();
    private int at;
    private boolean inClass;

    JqRegexText(String text, boolean extended) {
        this.text = text;
        this.extended = extended;
    }

    String translated() throws JsonQueryException {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < text.length()) {
                escape(text.charAt(at + 1));
            } else if (inClass) {
                inClass(c);
            } else if (c == '(' && text.startsWith("(?", at)) {
                group();
            } else if (extended && (Character.isWhitespace(c) || c == '#')) {
                skip(c);
            } else {
                outside(c);
            }
        }
        return out.toString();
    }

    private void escape(char name) throws JsonQueryException {
        at += 2;
        switch (name) {
            case 'w' -> set(WORD, false);
            case 'W' -> set(WORD, true);
            case 'd' -> set(DIGIT, false);
            case 'D' -> set(DIGIT, true);
            case 's' -> set(SPACE, false);
            case 'S' -> set(SPACE, true);
            case 'Z' -> out.append("\\n?\\z");
            case 'e' -> out.append("\\x1B");
            case 'k', 'g', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> throw refused("references to groups");
            case 'h', 'H', 'G', 'K', 'R', 'X' -> throw refused("\\" + name);
            default -> out.append('\\').append(name);
        }
    }

    private void set(String characters, boolean all) throws JsonQueryException {
        if (!inClass) {
            out.append(all ? "[^" : "[").append(characters).append(']');
        } else if (!all) {
            out.append(characters);
        } else if (characters.equals(DIGIT)) {
            out.append("\\P{Nd}");
        } else {
            throw refused("\\W and \\S between brackets");
        }
    }

    private void inClass(char c) throws JsonQueryException {
        if (c == '[' && !text.startsWith("[:", at) || text.startsWith("&&", at)) {
            throw refused("brackets between brackets");
        }
        int end = c == '[' ? text.indexOf(":]", at) : -1;
        if (end > 0) {
            out.append(POSIX.getOrDefault(text.substring(at + 2, end), text.substring(at, end + 2)));
            at = end + 2;
            return;
        }
        inClass = c != ']';
        out.append(c);
        at++;
    }

    private void group() throws JsonQueryException {
        for (String look : LOOKS) {
            if (text.startsWith(look, at)) {
                throw refused("look-around");
            }
        }
        if (text.startsWith("(?>", at)) {
            throw refused("atomic groups");
        }
        if (text.startsWith("(?#", at)) {
            int end = text.indexOf(')', at);
            at = end < 0 ? text.length() : end + 1;
            return;
        }
        boolean named = text.startsWith("(?<", at);
        out.append(named ? "(?P<" : "(?");
        at += named ? 3 : 2;
    }

    private void skip(char c) {
        int end = c == '#' ? text.indexOf('\n', at) : at;
        at = end < 0 ? text.length() : end + 1;
    }

    private void outside(char c) throws JsonQueryException {
        boolean repeated = c == '*' || c == '+' || c == '?' || c == '}';
        out.append(c);
        at++;
        if (repeated && c != '}' && at < text.length() && text.charAt(at) == '+') {
            throw refused("possessive repeats");
        }
        if (c == '[') {
            inClass = true;
            if (at < text.length() && text.charAt(at) == '^') {
                out.append('^');
                at++;
            }
            if (at < text.length() && text.charAt(at) == ']') {
                out.append("\\]");
                at++;
            }
        }
    }

    private JsonQueryException refused(String what) {
        return new JsonQueryException(
                what + " cannot be used, since regular expressions run in linear time here: " + text);
    }
}
