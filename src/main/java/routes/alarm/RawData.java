package routes.alarm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.stream.Stream;

/** Makes raw data small enough to be kept: a long text loses its end, and no alarm is lost because of it. */
public final class RawData {
    private static final List<Integer> LONGEST_TEXTS = List.of(16_384, 1_024, 64);

    private RawData() {}

    /**
     * The raw data, ever smaller: with its long texts cut, each with a mark that says how long it was, and in the end
     * without any of it.
     */
    public static Stream<JsonNode> shorter(JsonNode raw) {
        return Stream.concat(
                LONGEST_TEXTS.stream().map(longest -> shortened(raw, longest)),
                Stream.of(JsonNodeFactory.instance
                        .objectNode()
                        .put("veaiops_cut", "the raw data was too large to be kept")));
    }

    private static JsonNode shortened(JsonNode node, int longest) {
        if (node.isTextual() && node.textValue().length() > longest) {
            int length = node.textValue().length();
            return TextNode.valueOf(
                    PlainText.cut(node.textValue(), longest) + " [cut, it had " + length + " characters]");
        }
        if (node.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(field -> copy.set(field.getKey(), shortened(field.getValue(), longest)));
            return copy;
        }
        if (node.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode(node.size());
            node.forEach(item -> copy.add(shortened(item, longest)));
            return copy;
        }
        return node;
    }
}
