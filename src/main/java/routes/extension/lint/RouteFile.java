package routes.extension.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * One YAML file of routes.
 *
 * @param entries its list of routes, templates, instances, configurations and beans
 */
public record RouteFile(String name, List<String> lines, JsonNode entries) {
    private static final YAMLMapper YAML = new YAMLMapper();

    static RouteFile read(Path path) {
        try {
            return parse(path.getFileName().toString(), Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException("reading the routes of " + path, e);
        }
    }

    public static RouteFile parse(String name, String text) throws IOException {
        return new RouteFile(name, text.lines().toList(), YAML.readTree(text));
    }

    /** The entries of one kind, such as {@code routeTemplate}. */
    public Stream<JsonNode> entries(String kind) {
        return StreamSupport.stream(entries.spliterator(), false)
                .filter(entry -> entry.has(kind))
                .map(entry -> entry.get(kind));
    }

    /** What the flow belongs to: the first word of the file's name. */
    String area() {
        return name.replaceAll("[-.].*", "");
    }

    /** Whether it gathers routes of several areas: its name is one word, such as {@code operations.camel.yaml}. */
    boolean gathers() {
        return name.matches("[a-z0-9]+\\.camel\\.yaml");
    }

    public LintFinding finding(String place, String message) {
        return new LintFinding(name, Places.lineOf(place, message, lines), place, message);
    }
}
