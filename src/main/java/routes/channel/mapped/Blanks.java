package routes.channel.mapped;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with blanks for credentials, the target and values of the message, such as <code>/bot{token}/send</code>. */
record Blanks(String text) {
    private static final Pattern BLANK = Pattern.compile("\\{([a-z][a-z0-9_]*)}");
    private static final Pattern HOST = Pattern.compile("https?://[^/?#]*");
    private static final Pattern PRINTABLE = Pattern.compile("[ -~]*");
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]");

    Set<String> names() {
        Set<String> names = new TreeSet<>();
        BLANK.matcher(text).results().forEach(found -> names.add(found.group(1)));
        return names;
    }

    /** The names that stand in front of the path of an address, where a value decides whom is called. */
    Set<String> namesOfHost() {
        Matcher scheme = HOST.matcher(text);
        int path = text.indexOf('/', scheme.lookingAt() ? scheme.end() : 0);
        return new Blanks(path < 0 ? text : text.substring(0, path)).names();
    }

    /** As it stands in an address: a value at the very start is an address itself, any other is encoded. */
    Optional<String> address(Function<String, Optional<String>> values) {
        return filled(values, found -> found.start() == 0 ? this::beginning : Blanks::encoded);
    }

    /** The name of the value that is an address itself. */
    Optional<String> nameOfAddress() {
        Matcher first = BLANK.matcher(text);
        return first.lookingAt() ? Optional.of(first.group(1)) : Optional.empty();
    }

    /** Without the slashes at its end where the path goes on with one. */
    private String beginning(String address) {
        return BLANK.matcher(text).replaceFirst("").startsWith("/") ? address.replaceFirst("/+$", "") : address;
    }

    /** As one line of plain text. */
    Optional<String> line(Function<String, Optional<String>> values) {
        return filled(values, found -> value -> CONTROLS.matcher(value).replaceAll(" "));
    }

    /** As it stands in a header: one line, an encoded word (RFC 2047) where it is not ASCII; empty when it is blank. */
    Optional<String> header(Function<String, Optional<String>> values) {
        return line(values).map(String::strip).filter(line -> !line.isEmpty()).map(Blanks::headerValue);
    }

    /** As it is. */
    Optional<String> raw(Function<String, Optional<String>> values) {
        return filled(values, found -> UnaryOperator.identity());
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

    private static String headerValue(String line) {
        return PRINTABLE.matcher(line).matches()
                ? line
                : "=?UTF-8?B?" + Base64.getEncoder().encodeToString(line.getBytes(StandardCharsets.UTF_8)) + "?=";
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%3A", ":")
                .replace("%40", "@");
    }
}
