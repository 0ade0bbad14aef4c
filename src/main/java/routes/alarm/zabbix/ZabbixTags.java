package routes.alarm.zabbix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import routes.alarm.FieldKind;
import routes.alarm.FieldPath;
import routes.alarm.JsonBody;
import routes.alarm.OwnerLabels.Label;
import routes.alarm.PlainText;
import routes.alarm.Shape;

/**
 * The {@code tags} of a notification: a list, or the list as JSON text ({@code EVENT.TAGSJSON}). A wrong list is refused;
 * of a wrong text the usable tags are kept, because an unexpanded macro must not cost an alarm.
 */
final class ZabbixTags {
    static final FieldKind KIND = ZabbixTags::read;
    private static final FieldKind LIST =
            FieldKind.listOf(Shape.object().required("tag", FieldKind.SCALAR).optional("value", FieldKind.ANY_TEXT));

    private ZabbixTags() {}

    /** @param tags what {@link #KIND} read; may be a null node */
    static List<Label> labels(JsonNode tags) {
        List<Label> labels = new ArrayList<>(tags.size());
        for (JsonNode tag : tags) {
            labels.add(new Label(
                    tag.get("tag").textValue(),
                    PlainText.firstOf(tag.get("value").textValue())));
        }
        return labels;
    }

    private static JsonNode read(JsonNode tags, FieldPath path) {
        if (tags.isTextual()) {
            return usable(JsonBody.embedded(tags.textValue()));
        }
        return LIST.read(tags.isObject() ? JsonNodeFactory.instance.arrayNode().add(tags) : tags, path);
    }

    private static ArrayNode usable(JsonNode tags) {
        ArrayNode usable = JsonNodeFactory.instance.arrayNode();
        if (tags.isArray()) {
            for (JsonNode tag : tags) {
                if (tag.path("tag").isTextual()) {
                    usable.addObject()
                            .put("tag", PlainText.clean(tag.get("tag").textValue()))
                            .put("value", PlainText.clean(tag.path("value").asText("")));
                }
            }
        }
        return usable;
    }
}
