package routes.extension.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** How two JSON documents differ, in words, a line for each field; lists are what a mapping makes of a sample. */
public final class TreeDifference {
    private static final int MOST = 20;
    private static final int LONGEST = 200;

    private TreeDifference() {}

    /** Nothing when they are the same. */
    public static List<String> between(JsonNode expected, JsonNode actual) {
        if (expected.equals(actual)) {
            return List.of();
        }
        if (expected.isArray() && actual.isObject()) {
            return List.of(
                    "the sample is refused: " + actual.at("/refused/message").asText());
        }
        if (expected.isObject() && actual.isArray()) {
            return List.of("the sample becomes " + count(actual) + ", expected is that it is refused: "
                    + expected.at("/refused/message").asText());
        }
        List<String> found = new ArrayList<>();
        if (expected.isArray() && expected.size() != actual.size()) {
            found.add("the sample becomes " + count(actual) + ", expected " + count(expected));
        }
        for (int i = 0; expected.isArray() && i < Math.min(expected.size(), actual.size()); i++) {
            collect("alarm[" + i + "]", expected.get(i), actual.get(i), found);
        }
        if (expected.isObject()) {
            collect("", expected, actual, found);
        }
        return found.size() <= MOST ? found : more(found);
    }

    private static List<String> more(List<String> found) {
        List<String> first = new ArrayList<>(found.subList(0, MOST));
        first.add("and " + (found.size() - MOST) + " more differences");
        return first;
    }

    private static void collect(String path, JsonNode expected, JsonNode actual, List<String> found) {
        if (expected.equals(actual)) {
            return;
        }
        if (expected.isObject() && actual.isObject()) {
            Set<String> names = new TreeSet<>();
            expected.fieldNames().forEachRemaining(names::add);
            actual.fieldNames().forEachRemaining(names::add);
            names.forEach(name ->
                    collect(path.isEmpty() ? name : path + "." + name, expected.path(name), actual.path(name), found));
        } else {
            found.add(path + " is " + words(actual) + ", expected " + words(expected));
        }
    }

    private static String count(JsonNode list) {
        return list.size() + (list.size() == 1 ? " alarm" : " alarms");
    }

    private static String words(JsonNode value) {
        String text = value.isMissingNode() ? "absent" : value.toString();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
