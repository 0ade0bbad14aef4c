package routes.notice;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import routes.alarm.AlarmIds;

/**
 * A target as people see it. The URL of a webhook often carries its secret: as user info, in the query, or as a part of its
 * path. These are masked, and a fingerprint of the whole distinguishes targets that would be shown alike then:
 * {@code https://host/services/***}{@code /***?key=***~1a2b3c4d}. Of a path, only words are shown. What is no URL stays as it
 * is, and so does a URL that hides nothing. The text decides, not a URL parser, so that a URL with a mistake in it shows no
 * secret either.
 */
public final class ShownTarget {
    private static final String MASK = "***";
    private static final int PRINT_DIGITS = 8;
    private static final Pattern URL = Pattern.compile(
            "(?<scheme>[A-Za-z][A-Za-z0-9+.-]*://)(?<user>[^/?#]*@)?(?<host>[^/?#]*)(?<path>[^?#]*)"
                    + "(?:\\?(?<query>[^#]*))?(?<fragment>#.*)?",
            Pattern.DOTALL);
    private static final Pattern PRINTED = Pattern.compile("(?<shown>.*)~(?<print>[0-9a-f]{8})", Pattern.DOTALL);
    /** Words of one case, or a few put together, with a small number behind: {@code v2}, {@code IncomingWebhook}. */
    private static final String WORD = "(?:[a-z]{1,14}|[A-Z]{1,5}|(?:[A-Z][a-z]{2,11}){1,3})?\\d{0,3}";

    private static final Pattern WORDS = Pattern.compile("(?:" + WORD + "[-_. ])*" + WORD);
    private static final int LONGEST_WORDS = 40;

    private ShownTarget() {}

    /**
     * What a shown target means among the stored ones.
     *
     * @param pattern the form of the whole target: several may have it, where only their secrets differ
     * @param print the fingerprint of the one that is meant; empty in a form without one, which means all that look alike
     */
    public record Masked(Pattern pattern, Optional<String> print) {
        boolean of(String target) {
            return pattern.matcher(target).find()
                    && print.map(ShownTarget.print(target)::equals).orElse(true);
        }
    }

    public static String of(String target) {
        Matcher url = URL.matcher(target);
        if (!url.matches() || printed(target)) {
            return target;
        }
        String masked = masked(url);
        return masked.equals(target) ? target : masked + "~" + print(target);
    }

    /** Distinguishes a target from others that are shown alike, and reveals nothing of it. */
    public static String print(String target) {
        return AlarmIds.derived("target", target).substring(0, PRINT_DIGITS);
    }

    /** @return empty when nothing is masked in it, so that it means the stored target itself */
    public static Optional<Masked> shownAs(String shown) {
        Matcher printed = PRINTED.matcher(shown);
        boolean one = printed.matches();
        String pattern = one ? printed.group("shown") : shown;
        Matcher url = URL.matcher(pattern);
        if (!pattern.contains(MASK) || !url.matches() || !showsNoValue(url)) {
            return Optional.empty();
        }
        return Optional.of(new Masked(stored(url), one ? Optional.of(printed.group("print")) : Optional.empty()));
    }

    private static boolean printed(String target) {
        Matcher printed = PRINTED.matcher(target);
        if (!printed.matches() || !target.contains(MASK)) {
            return false;
        }
        Matcher url = URL.matcher(printed.group("shown"));
        return url.matches() && masked(url).equals(printed.group("shown"));
    }

    private static String masked(Matcher url) {
        return url.group("scheme")
                + (url.group("user") == null ? "" : MASK + "@")
                + url.group("host")
                + each("/", url.group("path"), ShownTarget::maskedSegment)
                + (url.group("query") == null ? "" : "?" + each("&", url.group("query"), ShownTarget::maskedValue))
                + (url.group("fragment") == null ? "" : "#" + MASK);
    }

    /** The forms of before showed the whole path; they still name what they named. */
    private static boolean showsNoValue(Matcher url) {
        String query = url.group("query");
        return (url.group("user") == null || url.group("user").equals(MASK + "@"))
                && (query == null || each("&", query, ShownTarget::maskedValue).equals(query))
                && (url.group("fragment") == null || url.group("fragment").equals("#" + MASK));
    }

    private static Pattern stored(Matcher url) {
        return Pattern.compile("^" + Pattern.quote(url.group("scheme"))
                + (url.group("user") == null ? "" : "[^/?#]*@")
                + Pattern.quote(url.group("host"))
                + each("/", url.group("path"), part -> part.equals(MASK) ? "[^/?#]+" : Pattern.quote(part))
                + (url.group("query") == null ? "" : "\\?" + each("&", url.group("query"), ShownTarget::anyValue))
                + (url.group("fragment") == null ? "" : "#.*")
                + "$");
    }

    private static String anyValue(String parameter) {
        return parameter.endsWith(MASK)
                ? Pattern.quote(parameter.substring(0, parameter.length() - MASK.length())) + "[^&#]*"
                : Pattern.quote(parameter);
    }

    private static String maskedSegment(String segment) {
        boolean words =
                segment.length() <= LONGEST_WORDS && WORDS.matcher(segment).matches();
        return words ? segment : MASK;
    }

    private static String maskedValue(String parameter) {
        int equals = parameter.indexOf('=');
        return equals < 0 ? (parameter.isEmpty() ? "" : MASK) : parameter.substring(0, equals + 1) + MASK;
    }

    private static String each(String separator, String text, UnaryOperator<String> change) {
        return Arrays.stream(text.split(Pattern.quote(separator), -1))
                .map(change)
                .collect(Collectors.joining(separator));
    }
}
