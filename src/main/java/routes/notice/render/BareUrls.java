package routes.notice.render;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The addresses that a text names without marks around them: people press them, so each stays whole. */
final class BareUrls {
    private static final String INSIDE =
            "[^\\s<>\"`\\\\^{}|\\p{Cntrl}\u3000-\u3002\u3008-\u3011\u2018-\u201F\uFF01-\uFF0F\uFF1A-\uFF20…]";
    private static final Pattern URL =
            Pattern.compile("(?i)(?<![\\p{Alnum}_])https?://(?:[\\p{L}\\p{N}]|\\[[0-9a-f:.]+])" + INSIDE + "*");
    /** What ends a sentence and no address. */
    private static final String TRAILING = ".,:;!?'*";

    private BareUrls() {}

    /** The text with its addresses written one way and all else another. */
    static String map(String text, UnaryOperator<String> words, UnaryOperator<String> url) {
        if (!text.contains("://")) {
            return words.apply(text);
        }
        Matcher found = URL.matcher(text);
        StringBuilder mapped = new StringBuilder(text.length() + 32);
        int done = 0;
        while (found.find(done)) {
            String whole = trimmed(found.group());
            if (found.start() > done) {
                mapped.append(words.apply(text.substring(done, found.start())));
            }
            mapped.append(url.apply(whole));
            done = found.start() + whole.length();
        }
        return done == text.length()
                ? mapped.toString()
                : mapped.append(words.apply(text.substring(done))).toString();
    }

    static List<String> in(String text) {
        List<String> urls = new ArrayList<>();
        map(text, words -> "", url -> {
            urls.add(url);
            return "";
        });
        return urls;
    }

    /** The first characters of a text as {@link routes.alarm.PlainText#cut} leaves them, but never half of an address. */
    static int end(String text, int limit) {
        if (limit >= text.length() || !text.contains("://")) {
            return limit;
        }
        Matcher found = URL.matcher(text);
        int from = 0;
        while (found.find(from) && found.start() < limit) {
            int end = found.start() + trimmed(found.group()).length();
            if (end > limit) {
                return found.start();
            }
            from = end;
        }
        return limit;
    }

    private static String trimmed(String url) {
        int end = Math.min(balanced(url), beforeLink(url));
        while (end > 0 && TRAILING.indexOf(url.charAt(end - 1)) >= 0) {
            end--;
        }
        return url.substring(0, end);
    }

    /** Where {@code [words](address)} begins within it: Markdown would read that as a link of its own. */
    private static int beforeLink(String url) {
        int link = url.indexOf("](");
        if (link < 0) {
            return url.length();
        }
        int opening = url.lastIndexOf('[', link);
        boolean host = opening == url.indexOf("://") + 3;
        return host ? link + 1 : opening < 0 ? link : opening;
    }

    /** Where the first bracket ends that does not begin within it. */
    private static int balanced(String url) {
        int round = 0;
        int square = 0;
        for (int i = 0; i < url.length(); i++) {
            switch (url.charAt(i)) {
                case '(' -> round++;
                case ')' -> round--;
                case '[' -> square++;
                case ']' -> square--;
                default -> {}
            }
            if (round < 0 || square < 0) {
                return i;
            }
        }
        return url.length();
    }
}
