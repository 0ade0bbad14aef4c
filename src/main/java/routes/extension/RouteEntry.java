package routes.extension;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import routes.extension.lint.RouteFile;

/**
 * One entry of a route file.
 *
 * @param kind such as {@code route} or {@code templatedRoute}
 * @param id empty for one that has none; the names of a list of beans
 * @param yaml the entry with its kind
 */
record RouteEntry(String kind, String id, JsonNode yaml) {
    private static final Set<String> RUNNING = Set.of("route", "templatedRoute");

    static List<RouteEntry> of(RouteFile file) {
        return StreamSupport.stream(file.entries().spliterator(), false)
                .filter(entry -> entry.fieldNames().hasNext())
                .map(RouteEntry::of)
                .toList();
    }

    private static RouteEntry of(JsonNode entry) {
        String kind = entry.fieldNames().next();
        JsonNode inside = entry.get(kind);
        String id =
                switch (kind) {
                    case "templatedRoute" -> inside.path("routeId").asText("");
                    case "beans" -> String.join(",", inside.findValuesAsText("name"));
                    default -> inside.path("id").asText("");
                };
        return new RouteEntry(kind, id, entry);
    }

    /** Whether it runs by itself; anything else is what routes are made of. */
    boolean runs() {
        return RUNNING.contains(kind);
    }

    boolean plain() {
        return "route".equals(kind);
    }

    /** Whether there may be a path of the HTTP server that leads to it. */
    boolean hasPath() {
        return !plain() || yaml.at("/route/from/uri").asText().startsWith("platform-http");
    }

    /** Whether one takes the place of the other; a route may become an instance of a template, and the other way round. */
    boolean same(RouteEntry other) {
        return id.equals(other.id) && (kind.equals(other.kind) || runs() && other.runs());
    }

    /** Whether it names this setting. */
    boolean mentions(String setting) {
        String text = yaml.toString();
        return text.contains("{{" + setting + "}}")
                || text.contains("{{" + setting + ":")
                || text.contains("{{!" + setting + "}}");
    }

    /** The same route with other ids for itself and its steps, one that does not start. */
    ObjectNode renamed(String prefix) {
        ObjectNode copy = yaml.deepCopy();
        rename(copy.path(kind), prefix);
        ((ObjectNode) copy.path(kind)).put("autoStartup", "false");
        return copy;
    }

    private static void rename(JsonNode node, String prefix) {
        if (node instanceof ObjectNode map) {
            if (map.path("id").isTextual()) {
                map.set("id", TextNode.valueOf(prefix + map.get("id").asText()));
            }
            map.properties().forEach(field -> {
                if (!"parameters".equals(field.getKey())) {
                    rename(field.getValue(), prefix);
                }
            });
        } else {
            node.forEach(element -> rename(element, prefix));
        }
    }
}
