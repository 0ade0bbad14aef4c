package routes.extension.learn;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import routes.extension.source.BodyKind;

/**
 * The alarms within posts, before anybody knows what their fields mean.
 *
 * @param each jq that splits a post; empty when a post is one alarm
 * @param test jq of a field that is null in what a sender posts as a test, which is among {@code items} no more; empty for none
 * @param elements whether the items are of XML, whose elements are lists: of each the first is read
 */
record Items(String each, List<JsonNode> items, String test, boolean elements) {
    private static final Set<String> LISTS = Set.of(
            "alerts", "alarms", "items", "events", "incidents", "problems", "records", "notifications", "messages");
    private static final int DEEPEST = 5;
    private static final int DEEPEST_ELEMENT = 12;
    private static final int MOST_LEAVES = 200;

    Items(String each, List<JsonNode> items, String test) {
        this(each, items, test, false);
    }

    /** Where a list stands within the body, its items are seen without the rest of the request. */
    static Items of(LearnedPosts learned) {
        if (learned.kind() == BodyKind.XML) {
            return new Items("", learned.views(), "", true);
        }
        if (learned.bodyAlone()) {
            return learned.kind() == BodyKind.TEXT ? new Items("", learned.views(), "") : of(learned.views());
        }
        Items within =
                of(learned.views().stream().map(view -> view.path("body")).toList());
        return within.each().isEmpty()
                ? withoutTests("", learned.views())
                : new Items(".body" + within.each(), within.items(), within.test());
    }

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
        return withoutTests("", posts);
    }

    /** The test of a sender has the fields of a real alarm, and null in the place of each object. */
    private static Items withoutTests(String each, List<JsonNode> items) {
        Set<String> objects = new TreeSet<>();
        items.forEach(item -> item.properties().stream()
                .filter(field -> field.getValue().isObject())
                .forEach(field -> objects.add(field.getKey())));
        List<JsonNode> real = items.stream()
                .filter(item -> objects.isEmpty()
                        || !objects.stream()
                                .allMatch(
                                        name -> item.has(name) && item.get(name).isNull()))
                .toList();
        return real.size() == items.size()
                ? new Items(each, items, "")
                : new Items(each, real, new Leaf(List.of(objects.iterator().next()), List.of(), 0).jq());
    }

    private static Items split(List<JsonNode> posts, String each, String field) {
        return withoutTests(
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

    private void collect(JsonNode node, List<String> path, Map<List<String>, List<JsonNode>> found) {
        if (node.isObject() && path.size() < (elements ? DEEPEST_ELEMENT : DEEPEST)) {
            node.properties().forEach(field -> collect(field.getValue(), with(path, field.getKey()), found));
        } else if (elements && node.isArray()) {
            collect(node.path(0), with(path, Leaf.FIRST), found);
        } else if (node.isValueNode() && !node.isNull() && !node.asText().isBlank() && !path.isEmpty()) {
            found.computeIfAbsent(path, none -> new ArrayList<>()).add(node);
        }
    }

    private static List<String> with(List<String> path, String step) {
        List<String> deeper = new ArrayList<>(path);
        deeper.add(step);
        return deeper;
    }
}
