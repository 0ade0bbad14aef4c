package routes.extension.source;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;
import routes.common.yaml.YamlFields;
import routes.common.yaml.YamlText;

/** Reads {@code paths} and {@code methods}: where a source posts, and by which methods. */
final class SourcePathReader {
    private static final String METHODS = "GET|POST|PUT|PATCH";
    private static final String POST = "POST";

    private SourcePathReader() {}

    /** The paths, ours first, each after its method unless that is POST. */
    static List<String> paths(YamlText file, YamlFields fields, String name, BodyKind kind) {
        List<String> methods = methods(file, fields, kind);
        List<String> paths = new ArrayList<>();
        add(paths, methods, "/alarms/" + name);
        for (Node node : fields.list("paths")) {
            YamlFields.scalar(file, node)
                    .flatMap(text -> YamlFields.attempt(file, node, text, SourcePathReader::path))
                    .ifPresent(path -> add(paths, methods, path));
        }
        return paths;
    }

    /** Of paths that name none. */
    private static List<String> methods(YamlText file, YamlFields fields, BodyKind kind) {
        List<String> methods = fields.list("methods").stream()
                .flatMap(node -> YamlFields.scalar(file, node)
                        .flatMap(text -> YamlFields.attempt(
                                file,
                                node,
                                text,
                                value -> SourceFileReader.matching(value, METHODS, "one of GET, POST, PUT and PATCH")))
                        .stream())
                .distinct()
                .toList();
        if (!methods.isEmpty()) {
            return methods;
        }
        return kind == BodyKind.QUERY ? List.of(POST, "GET") : List.of(POST);
    }

    private static void add(List<String> paths, List<String> methods, String path) {
        List<String> written = path.startsWith("/")
                ? methods.stream()
                        .map(method -> method.equals(POST) ? path : method + " " + path)
                        .toList()
                : List.of(path);
        written.stream().filter(one -> !paths.contains(one)).forEach(paths::add);
    }

    private static String path(String text) {
        return SourceFileReader.matching(
                text,
                "(GET |PUT |PATCH )?/[A-Za-z0-9._~{}/-]*[A-Za-z0-9._~}-]",
                "a path: /segments, without a slash at the end, after GET, PUT or PATCH if it is not posted to");
    }
}
