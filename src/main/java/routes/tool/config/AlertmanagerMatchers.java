package routes.tool.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import routes.common.json.Json;

/** Matchers of an Alertmanager in their present form and in the old one. */
final class AlertmanagerMatchers {
    private static final Pattern MATCHER =
            Pattern.compile("(?s)\\s*(\"[^\"]+\"|[^=!~\\s]+)\\s*(=~|!~|!=|=)\\s*(.*?)\\s*");
    /** A comma with a whole number of texts in quotes behind it. */
    private static final Pattern SEPARATOR = Pattern.compile(",(?=(?:[^\"\\\\]|\\\\.|\"(?:[^\"\\\\]|\\\\.)*\")*$)");

    private static final Pattern BRACES = Pattern.compile("\\A\\s*\\{|\\}\\s*\\z");

    private AlertmanagerMatchers() {}

    /** Those of both forms. @param old name of the field of the old form, such as {@code match}; the others follow from it */
    static List<ObjectNode> of(JsonNode from, String old, String place, Unsaid unsaid) {
        List<ObjectNode> found = new ArrayList<>();
        String list = old + "ers";
        for (int i = 0; i < from.path(list).size(); i++) {
            String text = BRACES.matcher(from.path(list).path(i).asText()).replaceAll("");
            for (String one : SEPARATOR.split(text)) {
                Matcher parts = MATCHER.matcher(one);
                if (parts.matches()) {
                    found.add(matcher(unquoted(parts.group(1)), parts.group(2), unquoted(parts.group(3))));
                } else if (!one.isBlank()) {
                    unsaid.add(place + "." + list + "[" + i + "]", "the matcher " + one.strip() + " cannot be read");
                }
            }
        }
        from.path(old)
                .properties()
                .forEach(one ->
                        found.add(matcher(one.getKey(), "=", one.getValue().asText())));
        from.path(old + "_re")
                .properties()
                .forEach(one ->
                        found.add(matcher(one.getKey(), "=~", one.getValue().asText())));
        return found;
    }

    /** How many a route has, also of those that cannot be read. */
    static int written(JsonNode route) {
        return route.path("matchers").size()
                + route.path("match").size()
                + route.path("match_re").size();
    }

    /** The one that holds where this one does not. */
    static ObjectNode not(ObjectNode matcher) {
        String op =
                switch (matcher.path("op").asText()) {
                    case "=" -> "!=";
                    case "!=" -> "=";
                    case "=~" -> "!~";
                    default -> "=~";
                };
        return matcher.deepCopy().put("op", op);
    }

    /** Of a text in quotes what stands in them; the backslash goes before a quote and before itself. */
    private static String unquoted(String text) {
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return quoted
                ? text.substring(1, text.length() - 1)
                        .replaceAll("\\\\([\"\\\\])", "$1")
                        .replace("\\n", "\n")
                : text;
    }

    private static ObjectNode matcher(String name, String op, String value) {
        return Json.mapper().createObjectNode().put("name", name).put("op", op).put("value", value);
    }
}
