package routes.alarm.aliyun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.alarm.BoundedJson;
import routes.alarm.OwnerLabels.Label;
import routes.alarm.PlainText;

/**
 * Reads {@code {k=v, k2=v2}}, and the JSON forms {@code {"k":"v"}} and {@code [{"k":"v"}]}. A value may hold {@code =};
 * a piece without a name or without {@code =} is left out and costs no other piece.
 */
final class KeyValueText {
    private KeyValueText() {}

    static List<Label> pairs(@Nullable String text) {
        String trimmed = text == null ? "" : text.strip();
        if (trimmed.startsWith("[") || trimmed.startsWith("{\"")) {
            JsonNode json = BoundedJson.embedded(trimmed);
            JsonNode only = json.isArray() && json.size() == 1 ? json.get(0) : json;
            if (only instanceof ObjectNode object) {
                return ofJson(object);
            }
        }
        return ofText(withoutBraces(trimmed));
    }

    private static List<Label> ofJson(ObjectNode object) {
        List<Label> pairs = new ArrayList<>(object.size());
        object.properties().forEach(field -> {
            JsonNode value = field.getValue();
            pairs.add(label(field.getKey(), value.isValueNode() ? value.asText() : value.toString()));
        });
        return pairs;
    }

    private static List<Label> ofText(String text) {
        List<Label> pairs = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int comma = text.indexOf(", ", from);
            int end = comma < 0 ? text.length() : comma;
            int equals = text.indexOf('=', from);
            if (equals > from && equals < end) {
                pairs.add(label(text.substring(from, equals).strip(), text.substring(equals + 1, end)));
            }
            from = end + 2;
        }
        return pairs;
    }

    private static String withoutBraces(String text) {
        int from = text.startsWith("{") ? 1 : 0;
        int to = text.length() > from && text.endsWith("}") ? text.length() - 1 : text.length();
        return text.substring(from, to);
    }

    private static Label label(String name, String value) {
        return new Label(PlainText.clean(name), PlainText.clean(value));
    }
}
