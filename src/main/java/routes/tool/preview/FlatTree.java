package routes.tool.preview;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import routes.channel.MessagePreview;
import routes.channel.PreparedCall;
import routes.common.json.Json;

/** A document as its single values, by where they stand. */
record FlatTree(Map<String, String> values) {
    private static final int LONGEST = 200;

    static FlatTree of(JsonNode tree) {
        Map<String, String> values = new LinkedHashMap<>();
        collect("", tree, values);
        return new FlatTree(values);
    }

    /** What is posted: a body that is JSON value by value, another one line by line. */
    static FlatTree of(MessagePreview message) {
        ObjectNode calls = Json.mapper().createObjectNode();
        int number = 1;
        for (PreparedCall call : message.calls()) {
            ObjectNode one = calls.putObject(number++ == 1 ? "request" : "request " + (number - 1));
            one.put("method", call.method()).put("url", call.url());
            one.set("headers", Json.mapper().valueToTree(call.headers()));
            one.set("body", body(call.body()));
        }
        if (message.problem() != null) {
            calls.put("problem", message.problem());
        }
        return of(calls);
    }

    private static JsonNode body(String text) {
        try {
            JsonNode read = Json.mapper().readTree(text);
            return read.isContainerNode() ? read : lines(text);
        } catch (JsonProcessingException noJson) {
            return lines(text);
        }
    }

    private static JsonNode lines(String text) {
        return Json.mapper().valueToTree(text.lines().toList());
    }

    private static void collect(String path, JsonNode node, Map<String, String> values) {
        if (node.isObject()) {
            node.properties()
                    .forEach(field -> collect(
                            path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue(), values));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(path + "[" + i + "]", node.get(i), values);
            }
        } else {
            values.put(path, node.toString());
        }
    }

    /**
     * What another document says otherwise, a line for each value.
     *
     * @param again this document, made once more: what differs between both is left out
     */
    List<String> changes(FlatTree again, FlatTree other, int most) {
        Set<String> paths = new LinkedHashSet<>(values.keySet());
        paths.addAll(other.values.keySet());
        paths.removeIf(
                path -> !value(path).equals(again.value(path)) || value(path).equals(other.value(path)));
        List<String> lines = new ArrayList<>();
        for (String path : paths) {
            if (lines.size() == most) {
                lines.add("and " + (paths.size() - most) + " more");
                break;
            }
            lines.add(path + " is " + other.value(path) + ", was " + value(path));
        }
        return lines;
    }

    private String value(String path) {
        String value = values.getOrDefault(path, "absent");
        return value.length() <= LONGEST ? value : value.substring(0, LONGEST) + "…";
    }
}
