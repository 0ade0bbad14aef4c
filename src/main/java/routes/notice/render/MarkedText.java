package routes.notice.render;

import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a platform that reads marks is given text from outside, so that it shows the same text: line by line, addresses whole,
 * and what would be a mark made harmless. Immutable.
 *
 * @param words what becomes of text in a line
 * @param url what becomes of an address
 * @param begin what becomes of a line's first characters where they would be a heading, a quote or a list; empty for none
 * @param lineBreak how the platform is told of a line break
 * @param indent what becomes of a blank at the beginning of a line, where the platform would read those as code
 */
public record MarkedText(
        Words words, UnaryOperator<String> url, UnaryOperator<String> begin, String lineBreak, String indent) {
    private static final Pattern BEGINNING =
            Pattern.compile("#{1,6}(?=\\s|$)|>|[-+*](?=\\s|$)|={2,}\\s*$|~{3,}|[_*]{3,}(?=\\s*$)"
                    + "|-{2,}(?=[\\s:|-]*$)|[|:](?=[\\s:|]*-[\\s:|-]*$)|\\d{1,9}[.)](?=\\s|$)");
    private static final Pattern BLANKS = Pattern.compile("[ \\t]+");

    /** What becomes of a piece of a line. */
    @FunctionalInterface
    public interface Words {
        /** @param line the whole line: some signs are marks only where there are two of them */
        String write(String piece, String line);
    }

    /** For a platform that has a character that takes the next one's meaning. */
    public static MarkedText escaping(Escapes escapes, UnaryOperator<String> url, String lineBreak) {
        return new MarkedText((piece, line) -> escapes.write(piece), url, escapes::begin, lineBreak, "\u00A0");
    }

    /** For a platform that reads no blanks at the beginning of a line as code. */
    public MarkedText keepingBlanks() {
        return new MarkedText(words, url, begin, lineBreak, "");
    }

    /** @param before the character in front of the text in its message; a line break where it begins a line */
    public String write(String text, char before) {
        StringBuilder written = new StringBuilder(text.length() + 32);
        int number = 0;
        for (String line : text.split("\n", -1)) {
            if (number > 0) {
                written.append(lineBreak);
            }
            line(line, number > 0 || before == '\n', written);
            number++;
        }
        return written.toString();
    }

    private void line(String line, boolean atStart, StringBuilder into) {
        String rest = line;
        if (atStart) {
            Matcher blanks = BLANKS.matcher(rest);
            if (blanks.lookingAt()) {
                into.append(
                        indent.isEmpty()
                                ? blanks.group()
                                : indent.repeat(
                                        blanks.group().replace("\t", "    ").length()));
                rest = rest.substring(blanks.end());
            }
            Matcher beginning = BEGINNING.matcher(rest);
            if (beginning.lookingAt()) {
                into.append(begin.apply(beginning.group()));
                rest = rest.substring(beginning.end());
            }
        }
        into.append(BareUrls.map(rest, piece -> words.write(piece, line), url));
    }

    /**
     * What a platform lets be escaped, and how.
     *
     * @param signs those that a backslash makes harmless; {@code &} is one where an entity begins
     * @param entities signs that are written as entities
     * @param inWords whether {@code _} within a word is a mark too
     */
    public record Escapes(String signs, Map<Character, String> entities, boolean inWords) {
        private static final Pattern ENTITY = Pattern.compile("&(?=#?[A-Za-z0-9]{1,32};)");

        public Escapes {
            entities = Map.copyOf(entities);
        }

        public String write(String text) {
            String safe = entities.isEmpty() ? text : ENTITY.matcher(text).replaceAll("&amp;");
            StringBuilder written = new StringBuilder(safe.length() + 16);
            for (int i = 0; i < safe.length(); i++) {
                char c = safe.charAt(i);
                if (entities.containsKey(c)) {
                    written.append(entities.get(c));
                } else {
                    written.append(c == '\\' ? backslash(safe, i) : sign(safe, i));
                }
            }
            return written.toString();
        }

        /** The beginning of a line: one escaped character takes all of it its meaning. */
        public String begin(String mark) {
            char first = mark.charAt(0);
            if (entities.containsKey(first)) {
                return entities.get(first) + write(mark.substring(1));
            }
            // no backslash makes these harmless everywhere
            if (first == '=' || first == ':') {
                return "\u00A0" + mark;
            }
            int last = mark.length() - 1;
            return Character.isDigit(first)
                    ? mark.substring(0, last) + "\\" + mark.charAt(last)
                    : "\\" + first + write(mark.substring(1));
        }

        private String sign(String text, int at) {
            char c = text.charAt(at);
            // some parsers look for the end of a link's words without heed to what is escaped
            boolean bracketed = c == '(' && at > 0 && text.charAt(at - 1) == ']';
            boolean plain = (signs.indexOf(c) < 0 && !bracketed)
                    || (c == '_' && !inWords && wordAt(text, at - 1) && wordAt(text, at + 1))
                    || (c == '&'
                            && !ENTITY.matcher(text).region(at, text.length()).lookingAt());
            return plain ? Character.toString(c) : "\\" + c;
        }

        /** A backslash is one where it escapes nothing: the paths of Windows stay as they are. */
        private static String backslash(String text, int at) {
            return wordAt(text, at + 1) ? "\\" : "\\\\";
        }

        private static boolean wordAt(String text, int at) {
            return at >= 0 && at < text.length() && text.charAt(at) < 128 && Character.isLetterOrDigit(text.charAt(at));
        }
    }
}
