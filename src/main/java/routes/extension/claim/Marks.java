package routes.extension.claim;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a file says of its own life: {@code replaces: <name>} takes the place of something on purpose, {@code enabled: false}
 * switches it off. A mapping and a channel file say so in fields of these names, a route file in comments at its top.
 */
public final class Marks {
    private static final Pattern REPLACES = Pattern.compile("(?m)^replaces:[ \\t]*(.+)$");
    private static final Pattern REPLACES_COMMENT = Pattern.compile("(?m)^# replaces:[ \\t]*(.+)$");
    private static final Pattern OFF = Pattern.compile("(?m)^enabled:[ \\t]*false[ \\t]*(#.*)?$");

    private Marks() {}

    /** Names of the field {@code replaces}, one or a list in brackets. */
    public static List<String> replaces(String yaml) {
        return names(REPLACES.matcher(yaml));
    }

    /** Names of the comment {@code # replaces:}. */
    public static List<String> replacesByComment(String yaml) {
        return names(REPLACES_COMMENT.matcher(yaml));
    }

    public static boolean off(String yaml) {
        return OFF.matcher(yaml).find();
    }

    private static List<String> names(Matcher found) {
        return Optional.of(found)
                .filter(Matcher::find)
                .map(match -> match.group(1).replaceFirst("\\s#.*", ""))
                .stream()
                .flatMap(value ->
                        Arrays.stream(value.replaceAll("[\\[\\]\"']", "").split(",")))
                .flatMap(name -> Stream.of(name.strip()))
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
