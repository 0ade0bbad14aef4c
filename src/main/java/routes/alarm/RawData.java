package routes.alarm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** Makes raw data small enough to be kept: a long text loses its end, and no alarm is lost because of it. */
public final class RawData {
    private static final int[] LONGEST_TEXTS = {16_384, 1_024, 64};

    private RawData() {}

    /**
     * The raw data with its long texts cut, each with a mark that says how long it was, so that all of it has about
     * {@code most} characters at the most; without any of it where that is not enough.
     */
    public static JsonNode cut(JsonNode raw, int most) {
        for (int longest : LONGEST_TEXTS) {
            JsonNode cut = shortened(raw, longest);
            if (cut.toString().length() <= most) {
                return cut;
            }
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("veaiops_cut", "the raw data had " + raw.toString().length() + " characters and was left out");
    }

    private static JsonNode shortened(JsonNode node, int longest) {
        if (node.isTextual() && node.textValue().length() > longest) {
            return TextNode.valueOf(PlainText.cut(node.textValue(), longest) + " [cut, it had "
                    + node.textValue().length() + " characters]");
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
