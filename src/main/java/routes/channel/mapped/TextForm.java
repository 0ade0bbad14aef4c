package routes.channel.mapped;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a text that people set looks like. Its named groups are values of a call.
 *
 * @param pattern of the whole text
 * @param meaning the same in words, for the person who fills it in
 */
record TextForm(Pattern pattern, String meaning) {
    /** @throws IllegalArgumentException when the pattern is none */
    static TextForm of(String pattern, String meaning) {
        try {
            return new TextForm(Pattern.compile(pattern), meaning);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("\"form\" is no regular expression (RE2): " + e.getMessage());
        }
    }

    /** The names of its groups. */
    Set<String> names() {
        return pattern.namedGroups().keySet();
    }

    boolean fits(String text) {
        return pattern.matches(text);
    }

    /** What its groups hold; a group that holds nothing is not there. Empty for a text of another form. */
    Optional<Map<String, String>> read(String text) {
        Matcher found = pattern.matcher(text);
        if (!found.matches()) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        names().forEach(name -> Optional.ofNullable(found.group(name)).ifPresent(value -> values.put(name, value)));
        return Optional.of(values);
    }
}
