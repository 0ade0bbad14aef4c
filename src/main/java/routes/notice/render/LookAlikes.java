package routes.notice.render;

import java.util.regex.Pattern;

/**
 * Text for platforms that document no way to escape: where signs would be marks, others that look like them stand instead. A
 * bracket that would begin a tag or a mention becomes a wide one, the end of a link's words is parted from an address, and a
 * sign that would emphasise, which takes two in a line, becomes its mathematical or typographic twin.
 */
public final class LookAlikes {
    private static final Pattern TAG = Pattern.compile("<(?=[A-Za-z/!?@#])");
    private static final Pattern END_OF_WORDS = Pattern.compile("](?=[(\\[:]|$)");
    private static final Pattern PAIR = Pattern.compile("(\\*{1,3}|~~)(?=\\S).*?\\S\\1|`.*`|```");

    /** Underscores emphasise around words only. */
    private static final Pattern UNDERLINED =
            Pattern.compile("(?<![\\p{L}\\p{N}_])_{1,3}(?=[^\\s_]).*?[^\\s_]_{1,3}(?![\\p{L}\\p{N}_])");

    private static final Pattern EDGE = Pattern.compile("(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])");

    private LookAlikes() {}

    /** A piece of a line; the line says whether there are two of a sign. */
    public static String words(String piece, String line) {
        String apart = TAG.matcher(piece).replaceAll("＜");
        apart = END_OF_WORDS.matcher(apart).replaceAll("] ");
        apart = UNDERLINED.matcher(line).find() ? EDGE.matcher(apart).replaceAll("＿") : apart;
        return PAIR.matcher(line).find() ? twins(apart) : apart;
    }

    /** The words of a link, as they are in the address that they show. */
    public static String address(String url) {
        return twins(url);
    }

    /** What would make a line a heading, a quote or a list. */
    public static String begin(String mark) {
        String twin = mark.replace('#', '＃').replace('>', '＞').replace('~', '∼').replace('_', '＿');
        return switch (twin.charAt(0)) {
            case '-', '+', '*', '=' -> twin.replace('-', '‐')
                    .replace('+', '＋')
                    .replace('*', '∗')
                    .replace('=', '＝');
            default -> Character.isDigit(twin.charAt(0)) ? twin + "\u00A0" : twin;
        };
    }

    private static String twins(String text) {
        return text.replace('*', '∗').replace('`', 'ˋ').replace("~~", "∼∼");
    }
}
