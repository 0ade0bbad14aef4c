package routes.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import routes.common.json.Json;

/** Objects of one kind in a fake Zabbix, with the parameters that every get method knows. Every scalar is text. */
final class ZabbixTable {
    private final String idField;
    private final Map<String, ObjectNode> rows = new LinkedHashMap<>();
    private int last;

    ZabbixTable(String idField, int firstId) {
        this.idField = idField;
        this.last = firstId - 1;
    }

    /** Adds a copy with an id. */
    String add(JsonNode row) {
        String id = String.valueOf(++last);
        ObjectNode stored = textual(row);
        stored.put(idField, id);
        rows.put(id, stored);
        return id;
    }

    ObjectNode row(String id) {
        return rows.get(id);
    }

    Stream<ObjectNode> rows() {
        return rows.values().stream();
    }

    boolean remove(String id) {
        return rows.remove(id) != null;
    }

    /** Writes the fields that are given over those that are there. */
    void change(String id, JsonNode fields) {
        rows.get(id).setAll(textual(fields));
    }

    /** What a get method answers: those that ids, filter, search and tags let through, with the fields asked for. */
    ArrayNode get(JsonNode params, String... always) {
        ArrayNode found = Json.mapper().createArrayNode();
        int limit = params.path("limit").asInt(Integer.MAX_VALUE);
        rows().filter(row -> matches(row, params))
                .limit(limit)
                .forEach(row -> found.add(projected(row, params, List.of(always))));
        return found;
    }

    private boolean matches(ObjectNode row, JsonNode params) {
        return among(row.get(idField), params.path(idField + "s"))
                && fields(params.path("filter")).allMatch(entry -> among(row.path(entry.getKey()), entry.getValue()))
                && fields(params.path("search")).allMatch(entry -> row.path(entry.getKey())
                        .asText()
                        .toLowerCase(java.util.Locale.ROOT)
                        .contains(entry.getValue().asText().toLowerCase(java.util.Locale.ROOT)))
                && tagged(row, params.path("tags"));
    }

    private static boolean tagged(ObjectNode row, JsonNode wanted) {
        return elements(wanted).allMatch(want -> elements(row.path("tags"))
                .anyMatch(
                        tag -> tag.path("tag").asText().equals(want.path("tag").asText())
                                && (want.path("operator").asText("0").equals("1")
                                        ? tag.path("value")
                                                .asText()
                                                .equals(want.path("value").asText())
                                        : tag.path("value")
                                                .asText()
                                                .contains(want.path("value").asText()))));
    }

    static boolean among(JsonNode value, JsonNode wanted) {
        if (wanted.isMissingNode() || wanted.isNull()) {
            return true;
        }
        return wanted.isArray()
                ? elements(wanted).anyMatch(one -> one.asText().equals(value.asText()))
                : wanted.asText().equals(value.asText());
    }

    private ObjectNode projected(ObjectNode row, JsonNode params, List<String> always) {
        JsonNode output = params.path("output");
        ObjectNode shown = row.deepCopy();
        if (output.isArray()) {
            shown.retain(Stream.concat(
                            Stream.concat(elements(output).map(JsonNode::asText), Stream.of(idField)),
                            Stream.concat(always.stream(), selected(params)))
                    .toList());
        }
        if (!params.has("selectTags") && !always.contains("tags")) {
            shown.remove("tags");
        }
        return shown;
    }

    /** {@code selectTags} brings the field {@code tags}. */
    private static Stream<String> selected(JsonNode params) {
        return params.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> name.startsWith("select"))
                .map(name -> name.substring("select".length()).toLowerCase(java.util.Locale.ROOT));
    }

    static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static Stream<Map.Entry<String, JsonNode>> fields(JsonNode node) {
        return node.properties().stream();
    }

    /** Zabbix answers every scalar as text. */
    private static ObjectNode textual(JsonNode row) {
        return (ObjectNode) text(row);
    }

    private static JsonNode text(JsonNode node) {
        if (node.isObject()) {
            ObjectNode copy = Json.mapper().createObjectNode();
            fields(node).forEach(entry -> copy.set(entry.getKey(), text(entry.getValue())));
            return copy;
        }
        if (node.isArray()) {
            ArrayNode copy = Json.mapper().createArrayNode();
            node.forEach(one -> copy.add(text(one)));
            return copy;
        }
        return node.isNull() ? node : Json.mapper().getNodeFactory().textNode(node.asText());
    }
}
