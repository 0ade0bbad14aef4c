package routes.tool.preview;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import routes.common.error.VeaiopsException;
import routes.common.json.Json;
import routes.common.yaml.YamlText;
import routes.extension.source.Approval;
import routes.extension.source.Posted;
import routes.extension.source.SourceFileReader;
import routes.extension.source.SourceFolder;
import routes.extension.source.SourcePack;
import routes.extension.source.SourcePack.Origin;

/** One mapping while it is written: a post, the file, and what comes of it. Nothing but its folder is changed. */
public final class DevPage {
    private static final List<String> KINDS = List.of("json", "form", "txt", "xml", "http");
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9_-]{0,60}";
    private static final String SAMPLE = "sample ";

    private final String source;
    private final Path file;
    private final Trials trials;
    private final Posts posts;

    /** What a post would do. */
    @FunctionalInterface
    public interface Trials {
        /** @return trials in the form of the API */
        JsonNode of(Posted post, String mapping);
    }

    /** Posts that a hub has refused or caught. */
    public interface Posts {
        /** Where they come from. */
        String where();

        /** A short text each, by id. */
        Map<String, String> list();

        String body(String id);
    }

    /** @param file the mapping, in a folder named as the source is */
    public DevPage(String source, Path file, Trials trials, Posts posts) {
        this.source = source;
        this.file = file;
        this.trials = trials;
        this.posts = posts;
    }

    /** The whole page. */
    public String html() {
        List<SourcePack.Sample> samples = pack().samples();
        List<Map<String, String>> offered = new ArrayList<>();
        samples.forEach(sample -> offered.add(Map.of("id", SAMPLE + sample.name(), "label", SAMPLE + sample.name())));
        posts.list().forEach((id, label) -> offered.add(Map.of("id", id, "label", label)));
        Map<String, Object> values = new HashMap<>();
        values.put("source", source);
        values.put("place", file.toString());
        values.put("where", posts.where());
        values.put("kinds", KINDS);
        values.put("posts", offered);
        values.put("mapping", pack().yaml());
        values.put("body", samples.isEmpty() ? "" : text(samples.get(0).body()));
        return DevFiles.page(values);
    }

    /**
     * @param action the last part of the path
     * @param values what the page sends
     * @throws VeaiopsException with words for the person at the page
     */
    public String act(String action, Map<String, String> values) {
        return switch (action) {
            case "try" -> tried(values);
            case "pick" -> picked(value(values, "id"));
            case "save" -> {
                write(file, value(values, "mapping"));
                yield "saved " + file;
            }
            case "sample" -> sample(values);
            case "approve" -> approved(value(values, "mapping"));
            default -> throw new VeaiopsException("the page has no action " + action);
        };
    }

    private String tried(Map<String, String> values) {
        try {
            Posted post =
                    Posted.read("post." + kind(values), value(values, "body").getBytes(StandardCharsets.UTF_8));
            return ShownResult.of(trials.of(post, value(values, "mapping")));
        } catch (VeaiopsException e) {
            return ShownResult.problem(Objects.requireNonNullElse(e.getMessage(), "it failed"));
        }
    }

    private String picked(String id) {
        if (!id.startsWith(SAMPLE)) {
            return json("json", posts.body(id));
        }
        return pack().samples().stream()
                .filter(sample -> id.equals(SAMPLE + sample.name()))
                .map(sample -> json(ending(sample.name()), text(sample.body())))
                .findFirst()
                .orElseThrow(() -> new VeaiopsException("there is no " + id));
    }

    private String sample(Map<String, String> values) {
        String name = value(values, "name");
        if (!name.matches(NAME)) {
            throw new VeaiopsException("a sample is named by letters, digits, - and _, not " + name);
        }
        Path sample = file.resolveSibling("samples").resolve(name + "." + kind(values));
        write(sample, value(values, "body"));
        return "saved " + sample;
    }

    /** The file is saved first: what is approved is what it says. */
    private String approved(String mapping) {
        List<String> problems = new ArrayList<>();
        SourceFileReader reader = SourceFileReader.offline();
        if (reader.read(new YamlText(source, file.toString(), mapping, problems))
                .isEmpty()) {
            throw new VeaiopsException(String.join("\n", problems));
        }
        write(file, mapping);
        List<String> changes = Approval.of(pack(), reader);
        return changes.isEmpty() ? "every expected result is as it was" : String.join("\n", changes);
    }

    private SourcePack pack() {
        return SourceFolder.pack(Objects.requireNonNull(file.toAbsolutePath().getParent()), Origin.FOLDER);
    }

    private static String kind(Map<String, String> values) {
        String kind = value(values, "kind");
        if (!KINDS.contains(kind)) {
            throw new VeaiopsException("a post is one of " + KINDS + ", not " + kind);
        }
        return kind;
    }

    private static String value(Map<String, String> values, String name) {
        return Objects.requireNonNullElse(values.get(name), "");
    }

    private static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String json(String kind, String body) {
        return text(Json.bytes(Map.of("kind", kind, "body", body)));
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new VeaiopsException("cannot write " + file, e);
        }
    }
}
