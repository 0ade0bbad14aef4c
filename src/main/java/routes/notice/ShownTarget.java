package routes.notice;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A target as people see it. The URL of a webhook often carries its secret as user info or in the query, so these values
 * are masked: {@code https://***@host/path?key=***}. What is no URL stays as it is. The text decides, not a URL parser, so
 * that a URL with a mistake in it shows no secret either.
 */
public final class ShownTarget {
    private static final String MASK = "***";
    private static final Pattern URL = Pattern.compile(
            "(?<door>[A-Za-z][A-Za-z0-9+.-]*://)(?<user>[^/?#]*@)?(?<path>[^?#]*)"
                    + "(?:\\?(?<query>[^#]*))?(?<fragment>#.*)?",
            Pattern.DOTALL);

    private ShownTarget() {}

    public static String of(String target) {
        Matcher url = URL.matcher(target);
        if (!url.matches()) {
            return target;
        }
        return url.group("door")
                + (url.group("user") == null ? "" : MASK + "@")
                + url.group("path")
                + (url.group("query") == null ? "" : "?" + masked(url.group("query")))
                + (url.group("fragment") == null ? "" : "#" + MASK);
    }

    /**
     * What a stored target looks like that is shown like this: several targets may be, where only their secrets differ.
     *
     * @return empty when nothing is masked in it, so that it means the stored target itself
     */
    public static Optional<Pattern> shownAs(String shown) {
        Matcher url = URL.matcher(shown);
        if (!shown.contains(MASK) || !url.matches() || !of(shown).equals(shown)) {
            return Optional.empty();
        }
        return Optional.of(Pattern.compile("^" + Pattern.quote(url.group("door"))
                + (url.group("user") == null ? "" : "[^/?#]*@")
                + Pattern.quote(url.group("path"))
                + (url.group("query") == null ? "" : "\\?" + anyValues(url.group("query")))
                + (url.group("fragment") == null ? "" : "#.*")
                + "$"));
    }

    private static String anyValues(String query) {
        return Arrays.stream(query.split("&", -1))
                .map(parameter -> parameter.endsWith(MASK)
                        ? Pattern.quote(parameter.substring(0, parameter.length() - MASK.length())) + "[^&#]*"
                        : Pattern.quote(parameter))
                .collect(Collectors.joining("&"));
    }

    private static String masked(String query) {
        return Arrays.stream(query.split("&", -1)).map(ShownTarget::maskedValue).collect(Collectors.joining("&"));
    }

    private static String maskedValue(String parameter) {
        int equals = parameter.indexOf('=');
        return equals < 0 ? (parameter.isEmpty() ? "" : MASK) : parameter.substring(0, equals + 1) + MASK;
    }
}
