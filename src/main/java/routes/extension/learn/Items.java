package routes.extension.learn;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * The alarms within posts, before anybody knows what their fields mean.
 *
 * @param each jq that splits a post; empty when a post is one alarm
 */
record Items(String each, List<JsonNode> items) {
    private static final Set<String> LISTS = Set.of(
            "alerts", "alarms", "items", "events", "incidents", "problems", "records", "notifications", "messages");
    private static final int DEEPEST = 4;
    private static final int MOST_LEAVES = 200;

    /** @param posts at least one */
    static Items of(List<JsonNode> posts) {
        if (posts.stream().allMatch(Items::isList)) {
            return split(posts, ".[]", "");
        }
        for (Map.Entry<String, JsonNode> field : posts.get(0).properties()) {
            String name = field.getKey();
            if (LISTS.contains(name.toLowerCase(Locale.ROOT))
                    && posts.stream().allMatch(post -> isList(post.path(name)))) {
                return split(posts, new Leaf(List.of(name), List.of(), 0).jq() + "[]", name);
            }
        }
        return new Items("", posts);
    }

    private static Items split(List<JsonNode> posts, String each, String field) {
        return new Items(
                each,
                posts.stream()
                        .map(post -> field.isEmpty() ? post : post.path(field))
                        .flatMap(list -> StreamSupport.stream(list.spliterator(), false))
                        .toList());
    }

    private static boolean isList(JsonNode node) {
        return node.isArray()
                && !node.isEmpty()
                && StreamSupport.stream(node.spliterator(), false).allMatch(JsonNode::isObject);
    }

    /** Every field with a plain value, in the order in which it was met. */
    List<Leaf> leaves() {
        Map<List<String>, List<JsonNode>> found = new LinkedHashMap<>();
        items.forEach(item -> collect(item, List.of(), found));
        return found.entrySet().stream()
                .limit(MOST_LEAVES)
                .map(leaf -> new Leaf(leaf.getKey(), leaf.getValue(), items.size()))
                .toList();
    }

    private static void collect(JsonNode node, List<String> path, Map<List<String>, List<JsonNode>> found) {
        if (node.isObject() && path.size() < DEEPEST) {
            node.properties().forEach(field -> {
                List<String> deeper = new ArrayList<>(path);
                deeper.add(field.getKey());
                collect(field.getValue(), deeper, found);
            });
        } else if (node.isValueNode() && !node.isNull() && !node.asText().isBlank() && !path.isEmpty()) {
            found.computeIfAbsent(path, none -> new ArrayList<>()).add(node);
        }
    }
}
