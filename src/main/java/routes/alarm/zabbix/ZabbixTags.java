package routes.alarm.zabbix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.alarm.BoundedJson;
import routes.alarm.FieldKind;
import routes.alarm.FieldPath;
import routes.alarm.OwnerLabels.Label;
import routes.alarm.PlainText;

/**
 * The {@code tags} of a notification: a list, one tag, an object of names and values, or one of these as JSON text ({@code
 * EVENT.TAGSJSON}). What is no tag is left out, because it must not cost an alarm.
 */
final class ZabbixTags {
    static final FieldKind KIND = ZabbixTags::read;
    private static final String TAG = "tag";
    private static final String VALUE = "value";

    private ZabbixTags() {}

    /** @param tags what {@link #KIND} read; may be a null node */
    static List<Label> labels(JsonNode tags) {
        List<Label> labels = new ArrayList<>(tags.size());
        for (JsonNode tag : tags) {
            labels.add(new Label(
                    tag.get(TAG).textValue(), PlainText.firstOf(tag.get(VALUE).textValue())));
        }
        return labels;
    }

    private static JsonNode read(JsonNode sent, FieldPath path) {
        JsonNode tags = sent.isTextual() ? BoundedJson.embedded(sent.textValue()) : sent;
        if (!sent.isTextual() && !tags.isContainerNode()) {
            throw path.refuse("a list", sent);
        }
        ArrayNode usable = JsonNodeFactory.instance.arrayNode();
        if (tags.isObject() && !tags.has(TAG)) {
            tags.properties().forEach(tag -> add(usable, TextNode.valueOf(tag.getKey()), tag.getValue()));
        } else if (tags.isObject()) {
            add(usable, tags.get(TAG), tags.path(VALUE));
        } else {
            tags.forEach(tag -> add(usable, tag.path(TAG), tag.path(VALUE)));
        }
        return usable;
    }

    private static void add(ArrayNode usable, JsonNode name, JsonNode value) {
        String tag = text(name);
        if (name.isValueNode() && tag != null && !PlainText.isBlank(tag)) {
            usable.addObject().put(TAG, tag).put(VALUE, text(value));
        }
    }

    /** Lists and objects as their JSON; null where nothing is said. */
    private static @Nullable String text(JsonNode node) {
        if (node.isNull() || node.isMissingNode()) {
            return null;
        }
        return PlainText.clean(node.isValueNode() ? node.asText() : node.toString());
    }
}
