package routes.alarm;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a reader sees of HTML: its text, with a line for each block. It takes any text, however broken, in one pass. */
final class HtmlText {
    private static final Set<String> BLOCKS =
            Set.of("br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "hr", "pre");
    private static final Set<String> HIDDEN = Set.of("style", "script", "head", "title");
    private static final Map<String, String> ENTITIES =
            Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", " ");
    private static final int LONGEST_ENTITY = 10;

    private final String html;
    private final String lower;
    private final StringBuilder text = new StringBuilder();
    private int at;

    private HtmlText(String html) {
        this.html = html;
        this.lower = html.toLowerCase(Locale.ROOT);
    }

    static String plain(String html) {
        return new HtmlText(html).read();
    }

    private String read() {
        while (at < html.length()) {
            char next = html.charAt(at);
            if (next == '<') {
                tag();
            } else if (next == '&') {
                entity();
            } else {
                put(next);
                at++;
            }
        }
        return text.toString().strip();
    }

    /** Blanks and line ends of the source are one blank. */
    private void put(char next) {
        boolean blank = Character.isWhitespace(next);
        if (!blank) {
            text.append(next);
        } else if (!text.isEmpty() && !Character.isWhitespace(text.charAt(text.length() - 1))) {
            text.append(' ');
        }
    }

    private void tag() {
        if (html.startsWith("<!--", at)) {
            skipTo("-->");
            return;
        }
        int end = at + 1;
        boolean closing = end < html.length() && html.charAt(end) == '/';
        end += closing ? 1 : 0;
        int start = end;
        while (end < html.length() && Character.isLetterOrDigit(html.charAt(end))) {
            end++;
        }
        if (end == start && !html.startsWith("<!", at)) {
            put('<');
            at++;
            return;
        }
        String name = lower.substring(start, end);
        skipTo(">");
        if (HIDDEN.contains(name) && !closing) {
            int close = lower.indexOf("</" + name, at);
            at = close < 0 ? html.length() : close;
        } else if (BLOCKS.contains(name) && !text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
            text.append('\n');
        } else if (name.equals("td") || name.equals("th")) {
            put(' ');
        }
    }

    private void skipTo(String end) {
        int found = html.indexOf(end, at);
        at = found < 0 ? html.length() : found + end.length();
    }

    private void entity() {
        int end = html.indexOf(';', at);
        String name = end < 0 || end - at > LONGEST_ENTITY ? "" : html.substring(at + 1, end);
        String value = name.startsWith("#") ? character(name.substring(1)) : ENTITIES.getOrDefault(name, "");
        if (value.isEmpty()) {
            put('&');
            at++;
        } else {
            text.append(value);
            at = end + 1;
        }
    }

    private static String character(String digits) {
        try {
            int code = digits.startsWith("x") || digits.startsWith("X")
                    ? Integer.parseInt(digits.substring(1), 16)
                    : Integer.parseInt(digits);
            return Character.isValidCodePoint(code) && code > 0 ? Character.toString(code) : "";
        } catch (NumberFormatException e) {
            return "";
        }
    }
}
