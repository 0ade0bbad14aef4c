package routes.channel.mapped;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with blanks for credentials and the target, such as <code>/bot{token}/send</code>. */
record Blanks(String text) {
    static final String TARGET = "target";

    private static final Pattern BLANK = Pattern.compile("\\{([a-z][a-z0-9_]*)}");

    Set<String> names() {
        Set<String> names = new TreeSet<>();
        BLANK.matcher(text).results().forEach(found -> names.add(found.group(1)));
        return names;
    }

    /** As it stands in an address: a value at the very start is an address itself, any other is encoded. */
    Optional<String> address(Function<String, Optional<String>> values) {
        return filled(values, found -> found.start() == 0 ? UnaryOperator.identity() : Blanks::encoded);
    }

    /** As one line of plain text. */
    Optional<String> line(Function<String, Optional<String>> values) {
        return filled(values, found -> value -> value.replaceAll("[\\p{Cntrl}]", " "));
    }

    /** Empty when one of the values is missing. */
    private Optional<String> filled(
            Function<String, Optional<String>> values, Function<MatchResult, UnaryOperator<String>> form) {
        if (names().stream().anyMatch(name -> values.apply(name).isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(BLANK.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        form.apply(found).apply(values.apply(found.group(1)).orElseThrow()))));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%3A", ":")
                .replace("%40", "@");
    }
}
