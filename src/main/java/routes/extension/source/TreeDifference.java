package routes.extension.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Where two JSON documents differ, field by field, each place as a JSON pointer. */
final class TreeDifference {
    /** More is no difference any more but another document. */
    private static final int MOST = 20;

    private TreeDifference() {}

    /** One line for each place; none when they are equal. */
    static List<String> between(JsonNode expected, JsonNode actual) {
        List<String> found = new ArrayList<>();
        collect("", expected, actual, found);
        return found.size() <= MOST
                ? found
                : List.of(String.join("; ", found.subList(0, MOST)), "and " + (found.size() - MOST) + " more");
    }

    private static void collect(String path, JsonNode expected, JsonNode actual, List<String> found) {
        if (expected.equals(actual)) {
            return;
        }
        if (expected.isObject() && actual.isObject()) {
            names(expected, actual)
                    .forEach(name -> collect(path + "/" + name, expected.path(name), actual.path(name), found));
        } else if (expected.isArray() && actual.isArray()) {
            for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
                collect(path + "/" + i, expected.path(i), actual.path(i), found);
            }
        } else {
            found.add(
                    (path.isEmpty() ? "the result" : path) + " is " + words(actual) + ", expected " + words(expected));
        }
    }

    private static Set<String> names(JsonNode one, JsonNode other) {
        Set<String> names = new LinkedHashSet<>();
        one.fieldNames().forEachRemaining(names::add);
        other.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static String words(JsonNode value) {
        return value.isMissingNode() ? "absent" : value.toString();
    }
}
