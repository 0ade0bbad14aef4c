package routes.datasource.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import routes.common.json.Json;

/**
 * The text of a rule file in which one group is ours. Groups of others, their intervals and comments stay byte for byte: only the
 * lines of our group are replaced. Pure.
 */
final class RuleFileText {
    private static final String GROUPS = "groups";
    private static final DumpSettings BLOCKS = DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setWidth(Integer.MAX_VALUE)
            .build();

    private final String text;
    private final String group;

    /** @param group name of our group */
    RuleFileText(String text, String group) {
        this.text = text;
        this.group = group;
    }

    /** Lines of one item of the list of groups. @param dash column of its hyphen */
    private record Item(String name, int first, int last, int dash) {}

    /** Our group; empty when the file has none. */
    Optional<ObjectNode> ours() {
        for (JsonNode one : tree(text).path(GROUPS)) {
            if (one instanceof ObjectNode object && object.path("name").asText().equals(group)) {
                return Optional.of(object);
            }
        }
        return Optional.empty();
    }

    /**
     * The file with our group as it should be.
     *
     * @param ours null: without it
     * @return empty when nothing is left in the file but what we wrote
     * @throws IllegalArgumentException when the list of groups is not written as blocks
     */
    Optional<String> with(@Nullable ObjectNode ours) {
        List<Item> items = items();
        List<String> lines = new ArrayList<>(text.lines().toList());
        Optional<Item> there =
                items.stream().filter(item -> item.name().equals(group)).findFirst();
        if (ours == null && items.size() == (there.isPresent() ? 1 : 0)) {
            return Optional.empty();
        }
        int dash = items.isEmpty() ? 0 : items.get(0).dash();
        int at = there.map(Item::first)
                .orElseGet(() -> items.isEmpty()
                        ? lines.size()
                        : items.get(items.size() - 1).last() + 1);
        there.ifPresent(item -> lines.subList(item.first(), item.last() + 1).clear());
        if (ours != null) {
            lines.addAll(at, item(ours, dash));
        }
        String changed = String.join("\n", lines) + "\n";
        requireOthersUnchanged(changed);
        return Optional.of(changed);
    }

    /** A file that holds our group alone. @param head comment lines */
    static String fresh(String head, ObjectNode ours) {
        ObjectNode file = Json.mapper().createObjectNode();
        file.putArray(GROUPS).add(ours);
        return head + dumped(file);
    }

    private List<Item> items() {
        Node root = new Compose(LoadSettings.builder().setUseMarks(true).build())
                .composeString(text)
                .orElseThrow(() -> new IllegalArgumentException("it is empty"));
        Node groups = value(root, GROUPS).orElseThrow(() -> new IllegalArgumentException("it has no groups"));
        if (!(groups instanceof SequenceNode list) || list.getFlowStyle() == FlowStyle.FLOW) {
            throw new IllegalArgumentException("its groups are no list of blocks");
        }
        return list.getValue().stream().map(RuleFileText::item).toList();
    }

    private static Item item(Node node) {
        Mark start = node.getStartMark().orElseThrow();
        String name = value(node, "name")
                .filter(ScalarNode.class::isInstance)
                .map(found -> ((ScalarNode) found).getValue())
                .orElse("");
        return new Item(name, start.getLine(), lastLine(node), Math.max(0, start.getColumn() - 2));
    }

    /** Of the last value: what follows it, such as a comment, belongs to the next item. */
    private static int lastLine(Node node) {
        if (node instanceof MappingNode mapping && !mapping.getValue().isEmpty()) {
            return mapping.getValue().stream()
                    .map(NodeTuple::getValueNode)
                    .mapToInt(RuleFileText::lastLine)
                    .max()
                    .orElseThrow();
        }
        if (node instanceof SequenceNode sequence && !sequence.getValue().isEmpty()) {
            return sequence.getValue().stream()
                    .mapToInt(RuleFileText::lastLine)
                    .max()
                    .orElseThrow();
        }
        Mark end = node.getEndMark().orElseThrow();
        boolean before = end.getColumn() == 0
                && end.getLine() > node.getStartMark().orElseThrow().getLine();
        return before ? end.getLine() - 1 : end.getLine();
    }

    private static Optional<Node> value(Node node, String key) {
        return node instanceof MappingNode mapping
                ? mapping.getValue().stream()
                        .filter(pair -> pair.getKeyNode() instanceof ScalarNode scalar
                                && scalar.getValue().equals(key))
                        .map(NodeTuple::getValueNode)
                        .findFirst()
                : Optional.empty();
    }

    private static List<String> item(ObjectNode ours, int dash) {
        String indent = " ".repeat(dash);
        return dumped(Json.mapper().createArrayNode().add(ours))
                .lines()
                .map(line -> line.isEmpty() ? line : indent + line)
                .collect(Collectors.toList());
    }

    static String dumped(JsonNode node) {
        return new Dump(BLOCKS).dumpToString(Json.mapper().convertValue(node, Object.class));
    }

    /** What a mistake of ours would do to the rules of others is worse than a sync that fails. */
    private void requireOthersUnchanged(String changed) {
        if (!others(text).equals(others(changed))) {
            throw new IllegalArgumentException("other groups of it would change");
        }
    }

    private List<JsonNode> others(String yaml) {
        List<JsonNode> others = new ArrayList<>();
        for (JsonNode one : tree(yaml).path(GROUPS)) {
            if (!one.path("name").asText().equals(group)) {
                others.add(one);
            }
        }
        return others;
    }

    /** Of YAML. */
    static JsonNode tree(String yaml) {
        return Json.mapper().valueToTree(new Load(LoadSettings.builder().build()).loadFromString(yaml));
    }
}
