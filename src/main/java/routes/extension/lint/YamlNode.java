package routes.extension.lint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One node of a route, and how it is reached.
 *
 * @param path such as {@code /0/route/from/steps/1/to}
 * @param key its name in its parent; the index for an element of a list
 */
record YamlNode(String path, String key, JsonNode value) {

    /** The node and everything below it, top down. */
    static Stream<YamlNode> all(String path, JsonNode root) {
        List<YamlNode> found = new ArrayList<>();
        collect(new YamlNode(path, path.substring(path.lastIndexOf('/') + 1), root), found);
        return found.stream();
    }

    private static void collect(YamlNode node, List<YamlNode> found) {
        found.add(node);
        node.value.properties().forEach(child -> collect(node.child(child.getKey(), child.getValue()), found));
        if (node.value.isArray()) {
            for (int i = 0; i < node.value.size(); i++) {
                collect(node.child(Integer.toString(i), node.value.get(i)), found);
            }
        }
    }

    private YamlNode child(String name, JsonNode value) {
        return new YamlNode(path + "/" + name, name, value);
    }

    String text(String field) {
        return value.path(field).asText("");
    }

    /** Whether it is a step or a source that talks to an endpoint. */
    boolean endpoint() {
        return value.isObject() && value.path("uri").isTextual();
    }

    /** The steps that are written under it; a step is a map of one name to its settings. */
    static Stream<YamlNode> steps(String path, JsonNode root) {
        return all(path, root)
                .filter(node -> "steps".equals(node.key) && node.value.isArray())
                .flatMap(list -> Stream.iterate(0, i -> i < list.value.size(), i -> i + 1)
                        .flatMap(i -> list.step(i)));
    }

    private Stream<YamlNode> step(int index) {
        List<YamlNode> found = new ArrayList<>();
        JsonNode step = value.get(index);
        step.properties()
                .forEach(field -> found.add(
                        new YamlNode(path + "/" + index + "/" + field.getKey(), field.getKey(), field.getValue())));
        if (step.isTextual()) {
            found.add(new YamlNode(path + "/" + index, step.asText(), step));
        }
        return found.stream();
    }
}
