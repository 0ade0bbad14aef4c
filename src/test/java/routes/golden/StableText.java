package routes.golden;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import routes.common.json.Json;

/** Answers and documents as a text that is the same in every run: made ids and times of today become placeholders. */
final class StableText {
    private static final int WIDTH = 112;
    private static final Duration TODAY = Duration.ofDays(2);
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+(Z|[+-]\\d\\d:\\d\\d)?");
    private static final Pattern EPOCH = Pattern.compile("\\b1[6-9]\\d{8}(\\d{3})?\\b|\\b2\\d{9}(\\d{3})?\\b");
    private static final Pattern UUID = Pattern.compile("\\b\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}\\b");
    private static final Pattern PORT = Pattern.compile("127\\.0\\.0\\.1:\\d{4,5}");
    private static final Pattern DURATION = Pattern.compile("\"(millis|duration_ms|seconds_open)\" ?: ?\\d+(\\.\\d+)?");
    private static final Pattern MOVING = Pattern.compile("\"(rev|range_start|range_end)\" ?: ?\\{[^}]*}");
    private static final Pattern REQUEST = Pattern.compile("\"request_id\" ?: ?\"[^\"]+\"");
    private static final Pattern SEALED = Pattern.compile("v1:k1:[A-Za-z0-9+/=_-]{20,}");
    private static final Pattern HASHED = Pattern.compile("\\$2[aby]\\$\\d\\d\\$[A-Za-z0-9./]{53}");
    private static final Pattern MADE =
            Pattern.compile("\\b(?!0{16})\\p{XDigit}{24}\\b|\\b\\p{XDigit}{32}\\b|\\b\\p{XDigit}{64}\\b");

    private final Map<String, String> names = new LinkedHashMap<>();
    private final Instant now;

    /** @param now times near it become placeholders */
    StableText(Instant now) {
        this.now = now;
    }

    /** From now on this value is shown by a name. */
    void name(String name, String value) {
        names.put(value, "${" + name + "}");
    }

    /** The value behind a placeholder such as {@code ${silence}} of a request. */
    String filled(String request) {
        String text = request;
        for (Map.Entry<String, String> one : names.entrySet()) {
            text = text.replace(one.getValue(), one.getKey());
        }
        return text;
    }

    /** JSON in lines of a bounded width, or another text as it is. */
    String of(String body) {
        JsonNode json = json(body);
        StringBuilder text = new StringBuilder();
        if (json == null) {
            text.append(body.strip());
        } else {
            print(sorted(json), "", text);
        }
        return stable(text.toString());
    }

    /** With the fields of each object, in texts too, by name: some have another order in each process. */
    private static JsonNode sorted(JsonNode node) {
        JsonNode inside = node.isTextual() ? json(node.textValue()) : null;
        if (inside != null) {
            return TextNode.valueOf(sorted(inside).toString());
        }
        if (node.isArray()) {
            ArrayNode items = Json.mapper().createArrayNode();
            node.forEach(item -> items.add(sorted(item)));
            return items;
        }
        ObjectNode fields = Json.mapper().createObjectNode();
        new TreeMap<>(node.properties().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)))
                .forEach((name, value) -> fields.set(name, sorted(value)));
        return node.isObject() ? fields : node;
    }

    /** The names of the fields without their values, and of a list the first item. */
    String names(String body) {
        StringBuilder text = new StringBuilder();
        print(named(json(body)), "", text);
        return text.toString();
    }

    private static JsonNode named(JsonNode node) {
        if (node.isArray()) {
            ArrayNode first = Json.mapper().createArrayNode();
            return node.isEmpty() ? first : first.add(named(node.get(0)));
        }
        ObjectNode names = Json.mapper().createObjectNode();
        node.properties().forEach(field -> names.set(field.getKey(), named(field.getValue())));
        return node.isObject()
                ? names
                : Json.mapper().getNodeFactory().textNode(node.getNodeType().name());
    }

    private static JsonNode json(String body) {
        try {
            return body.startsWith("{") || body.startsWith("[") ? Json.mapper().readTree(body) : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static void print(JsonNode node, String indent, StringBuilder text) {
        String flat = node.toString();
        if (flat.length() + indent.length() <= WIDTH || !node.isContainerNode()) {
            text.append(flat);
            return;
        }
        text.append(node.isObject() ? '{' : '[');
        String inner = indent + "  ";
        Iterator<Map.Entry<String, JsonNode>> fields = node.properties().iterator();
        Iterator<JsonNode> items = node.elements();
        for (String separator = "\n"; items.hasNext(); separator = ",\n") {
            text.append(separator).append(inner);
            if (fields.hasNext()) {
                text.append('"').append(fields.next().getKey()).append("\": ");
            }
            print(items.next(), inner, text);
        }
        text.append('\n').append(indent).append(node.isObject() ? '}' : ']');
    }

    String stable(String text) {
        String named = text;
        for (Map.Entry<String, String> one : names.entrySet()) {
            named = named.replace(one.getKey(), one.getValue());
        }
        named = REQUEST.matcher(named).replaceAll("\"request_id\":\"<id>\"");
        named = UUID.matcher(named).replaceAll("<uuid>");
        named = SEALED.matcher(named).replaceAll("<sealed>");
        named = HASHED.matcher(named).replaceAll("<hashed>");
        named = TIME.matcher(named).replaceAll(found -> isToday(found.group()) ? "<time>" : found.group());
        named = EPOCH.matcher(named).replaceAll(found -> isTodaysNumber(found.group()) ? "<time>" : found.group());
        named = PORT.matcher(named).replaceAll("127.0.0.1:<port>");
        named = MOVING.matcher(named).replaceAll("\"$1\":<n>");
        named = DURATION.matcher(named).replaceAll("\"$1\":<n>");
        return MADE.matcher(named)
                .replaceAll(found -> Matcher.quoteReplacement(isGiven(found.group()) ? found.group() : "<id>"));
    }

    /** Ids that a script made up: the same digit throughout but for the last ones. */
    private static boolean isGiven(String id) {
        return id.chars().limit(16).distinct().count() <= 4;
    }

    private boolean isToday(String time) {
        try {
            return isNear(Json.instant(time));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            return false;
        }
    }

    private boolean isTodaysNumber(String number) {
        long value = Long.parseLong(number);
        return isNear(number.length() > 10 ? Instant.ofEpochMilli(value) : Instant.ofEpochSecond(value));
    }

    private boolean isNear(Instant time) {
        return Duration.between(time, now).abs().compareTo(TODAY) < 0;
    }
}
