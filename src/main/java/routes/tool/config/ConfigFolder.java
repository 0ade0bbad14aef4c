package routes.tool.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import routes.common.error.VeaiopsException;
import routes.common.json.Json;
import routes.common.yaml.YamlText;

/** The files: {@code <folder>/<kind>/<name>.yaml}, one for each thing, and the marks of what was applied. */
public record ConfigFolder(Path folder) {
    private static final String YAML = ".yaml";
    private static final String MARKS = ".applied.yaml";
    private static final String OWNER = "owner";

    /** All of a kind, by what people call them. @throws VeaiopsException when two files have the same name */
    Map<String, ObjectNode> read(ConfigKind kind) {
        Map<String, ObjectNode> read = new TreeMap<>();
        for (Path file : files(kind)) {
            if (!(tree(file) instanceof ObjectNode one)) {
                throw new VeaiopsException(file + ": this is no mapping of names to values");
            }
            for (String field : kind.keyFields()) {
                if (one.path(field).asText().isBlank()) {
                    throw new VeaiopsException(file + ": " + field + " is missing: it is what names it");
                }
            }
            kind.refuseUnwritable(one, file.toString());
            if (read.put(kind.key(one), one) != null) {
                throw new VeaiopsException(file + ": there is a second file for " + kind.key(one));
            }
        }
        return read;
    }

    /** @return the file */
    Path write(ConfigKind kind, ObjectNode one) {
        Path file = folder.resolve(kind.folder()).resolve(fileName(kind.key(one)) + YAML);
        write(file, one);
        return file;
    }

    /** @return the files */
    public List<Path> write(AlertmanagerImport.Result made) {
        List<Path> written = new ArrayList<>();
        made.files().forEach((kind, all) -> all.forEach(one -> written.add(write(kind, one))));
        return written;
    }

    /** What the hub showed after each was applied, as a hash, by kind and name. */
    Map<String, String> marks() {
        Path file = folder.resolve(MARKS);
        Map<String, String> marks = new TreeMap<>();
        if (Files.exists(file)) {
            tree(file)
                    .properties()
                    .forEach(mark -> marks.put(mark.getKey(), mark.getValue().asText()));
        }
        marks.remove(OWNER);
        return marks;
    }

    /** The name of this folder at the hub, made once: a copy of the folder, as of a checkout, has the same. */
    String owner() {
        Path file = folder.resolve(MARKS);
        String said = Files.exists(file) ? tree(file).path(OWNER).asText() : "";
        return said.isEmpty()
                ? folder.toAbsolutePath().normalize().getFileName() + "-"
                        + UUID.randomUUID().toString().substring(0, 8)
                : said;
    }

    void mark(String owner, Map<String, String> marks) {
        write(
                folder.resolve(MARKS),
                Json.mapper().<ObjectNode>valueToTree(marks).put(OWNER, owner));
    }

    /** Stable, and the same for no two names. */
    private static String fileName(String key) {
        String plain = key.replaceAll("[^\\p{L}\\p{N}._-]+", "-");
        boolean same = plain.equals(key) && !plain.startsWith(".");
        return same ? plain : plain.replaceFirst("^\\.", "") + "-" + YamlText.version(key);
    }

    private List<Path> files(ConfigKind kind) {
        Path place = folder.resolve(kind.folder());
        if (!Files.isDirectory(place)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(place)) {
            return new ArrayList<>(files.filter(file -> file.toString().endsWith(YAML))
                    .sorted()
                    .toList());
        } catch (IOException e) {
            throw new VeaiopsException("cannot read the folder " + place, e);
        }
    }

    /** A YAML file. @throws VeaiopsException when it is none */
    public static JsonNode tree(Path file) {
        try {
            Object loaded = new Load(
                            LoadSettings.builder().setLabel(file.toString()).build())
                    .loadFromString(Files.readString(file));
            return Json.mapper().valueToTree(loaded);
        } catch (IOException | YamlEngineException e) {
            throw new VeaiopsException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static void write(Path file, JsonNode value) {
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setWidth(120)
                .build();
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(
                    file, new Dump(settings).dumpToString(Json.mapper().convertValue(value, TreeMap.class)));
        } catch (IOException e) {
            throw new VeaiopsException("cannot write " + file, e);
        }
    }
}
