package routes.notice.render;

import java.util.regex.Pattern;

/**
 * Text for Zulip, whose Markdown is that of Python-Markdown without its rule for backslashes: nothing can be escaped. A sign that would be
 * a mark gives way to one that looks like it; what would begin a list keeps its sign, with a blank behind it that is no space.
 */
final class ZulipText {
    private static final Pattern ENTITY = Pattern.compile("&(?=(?:#[0-9]+|#x[0-9a-fA-F]+|[0-9a-zA-Z]+);)");
    /** Names of emoji have letters, but for two. */
    private static final Pattern EMOJI = Pattern.compile(":(?=(?:[\\w+-]*[A-Za-z][\\w+-]*|100|1234):)");

    private static final Pattern STARS = Pattern.compile("\\*{1,3}(?=\\S).*?\\S\\*|~~.*~~");
    private static final Pattern FORMULA = Pattern.compile("\\$\\$.+\\$\\$");

    private ZulipText() {}

    /** A piece of a line; two backticks are a mark across lines too. */
    static String words(String piece, String line) {
        String safe = ENTITY.matcher(piece).replaceAll("&amp;");
        safe = EMOJI.matcher(safe)
                .replaceAll("∶")
                .replace("](", "] (")
                .replace("<time:", "＜time:")
                .replace('`', 'ˋ');
        safe = STARS.matcher(line).find() ? safe.replace('*', '∗').replace("~~", "∼∼") : safe;
        return FORMULA.matcher(line).find() ? safe.replace("$$", "＄＄") : safe;
    }

    /** Its words are read for no marks but those that have no end in an address. */
    static String url(String url) {
        return "[" + url.replace('*', '∗').replace("$$", "＄＄") + "](<"
                + url.replace("*", "%2A").replace("$$", "%24%24") + ">)";
    }

    /** What would make a line a heading, a quote, a list, a table, a rule or code. */
    static String begin(String mark) {
        return switch (mark.charAt(0)) {
            case '#' -> mark.replace('#', '＃');
            case '>' -> "＞";
            case '|' -> "｜";
            case '~' -> mark.replace('~', '∼');
            case '_' -> mark.replace('_', '＿');
            case '=', ':' -> mark;
            default -> mark.length() > 1 && !Character.isDigit(mark.charAt(0))
                    ? mark.replace('-', '‐').replace('*', '∗')
                    : mark + "\u00A0";
        };
    }
}
