package routes.tool.preview;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import routes.extension.lint.RouteFile;
import routes.extension.lint.RouteProject;

/** How the routes of two versions of a folder differ, step by step. */
public final class RouteChanges {
    private static final int MOST_LINES = 10;

    private RouteChanges() {}

    /** @return what differs, by route; nothing runs */
    public static Map<String, List<String>> between(Path before, Path after) {
        Map<String, JsonNode> was = routes(before.resolve("routes"));
        Map<String, JsonNode> is = routes(after.resolve("routes"));
        Map<String, List<String>> changes = new LinkedHashMap<>();
        TreeSet<String> names = new TreeSet<>(was.keySet());
        names.addAll(is.keySet());
        for (String name : names) {
            JsonNode one = was.get(name);
            JsonNode other = is.get(name);
            if (one == null || other == null) {
                changes.put(name, List.of(one == null ? "is new" : "is gone"));
            } else if (!one.equals(other)) {
                FlatTree tree = FlatTree.of(one);
                changes.put(name, tree.changes(tree, FlatTree.of(other), MOST_LINES));
            }
        }
        return changes;
    }

    private static Map<String, JsonNode> routes(Path folder) {
        Map<String, JsonNode> routes = new LinkedHashMap<>();
        if (!Files.isDirectory(folder)) {
            return routes;
        }
        for (RouteFile file : RouteProject.filesOf(folder)) {
            if (file.name().endsWith(".camel.yaml")) {
                file.entries().forEach(entry -> entry.properties()
                        .forEach(kind -> routes.put(
                                kind.getKey() + " " + kind.getValue().path("id").asText(file.name()),
                                kind.getValue())));
            }
        }
        return routes;
    }
}
