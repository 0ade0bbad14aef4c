package routes.extension.learn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One field of the items that a source posts.
 *
 * @param path names from the item down to it
 * @param values those that were seen, one for each item that has the field; never null or empty text
 * @param items how many items there were
 */
record Leaf(List<String> path, List<JsonNode> values, int items) {
    /** The step to the first of a list. */
    static final String FIRST = "[0]";

    private static final String PLAIN = "[A-Za-z_][A-Za-z0-9_]*";

    Leaf {
        path = List.copyOf(path);
        values = List.copyOf(values);
    }

    String name() {
        return names().get(names().size() - 1);
    }

    /** The path without the steps that name nothing: places in a list, and the text of an XML element. */
    List<String> names() {
        List<String> names = path.stream()
                .filter(step -> !step.equals(FIRST) && !step.equals("#text"))
                .toList();
        return names.isEmpty() ? path : names;
    }

    /** The name in words, such as {@code starts at} of {@code startsAt}. */
    String words() {
        return words(name());
    }

    /** The same after the name of what holds it: {@code monitor id} of {@code monitor.id}. */
    String wordsWithin() {
        return names().size() < 2 ? words() : words(names().get(names().size() - 2)) + " " + words();
    }

    private static String words(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1 $2")
                .replaceAll("[^A-Za-z0-9]+", " ")
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    /** The jq that reads it. */
    String jq() {
        StringBuilder jq = new StringBuilder();
        for (String step : path) {
            if (step.equals(FIRST)) {
                jq.append(step);
                continue;
            }
            jq.append(step.matches(PLAIN) ? "." + step : (jq.isEmpty() ? "." : "") + "[" + quoted(step) + "]");
        }
        return jq.toString();
    }

    static String quoted(String text) {
        return TextNode.valueOf(text).toString().replace("\\(", "\\\\(");
    }

    boolean always() {
        return values.size() == items;
    }

    /** Its value in an item; empty text when it has none. */
    String in(JsonNode item) {
        JsonNode value = item;
        for (String step : path) {
            value = step.equals(FIRST) ? value.path(0) : value.path(step);
        }
        return value.asText("");
    }

    Stream<String> texts() {
        return values.stream().map(JsonNode::asText);
    }

    long different() {
        return texts().distinct().count();
    }

    boolean allTexts() {
        return values.stream().allMatch(JsonNode::isTextual);
    }

    boolean allBooleans() {
        return values.stream().allMatch(JsonNode::isBoolean);
    }

    boolean allNumbers() {
        return values.stream().allMatch(JsonNode::isNumber);
    }

    boolean each(String pattern) {
        return texts().allMatch(text -> text.matches(pattern));
    }
}
