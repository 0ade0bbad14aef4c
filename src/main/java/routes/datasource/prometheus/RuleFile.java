package routes.datasource.prometheus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import routes.common.json.Json;
import routes.datasource.PlatformFailure;

/** The file with the rules of one data source. It is replaced as a whole, so that no reader sees half of it. */
final class RuleFile {
    private static final String HEAD =
            "# Written by VeAIOps from learned thresholds. To switch a rule off, end its expr with\n" + "#" + PromQl.OFF
                    + "\n# Other changes of the group are undone at the next sync; groups of your own stay as they are.\n";

    private final Path path;
    private final Path owed;
    private final String group;
    private final String folder;

    /** @param folder below the directory; empty for the directory itself */
    RuleFile(Path directory, String folder, String sourceId) {
        this.group = "veaiops-" + sourceId;
        this.folder = folder;
        this.path = directory.resolve(folder).resolve(group + ".yaml");
        this.owed = path.resolveSibling(group + ".reload");
    }

    Path path() {
        return path;
    }

    /** Whether a path of the server is this file: the server may have the directory mounted under another name. */
    boolean isAt(String serverPath) {
        if (serverPath.equals(path.toString())) {
            return true;
        }
        String[] names = serverPath.split("/");
        if (!names[names.length - 1].equals(path.getFileName().toString())) {
            return false;
        }
        String parent = names.length < 2 ? "" : names[names.length - 2];
        return folder.isEmpty()
                ? !Files.exists(path.resolveSibling(parent).resolve(path.getFileName()))
                : parent.equals(folder);
    }

    Optional<byte[]> bytes() {
        try {
            return Files.exists(path) ? Optional.of(Files.readAllBytes(path)) : Optional.empty();
        } catch (IOException e) {
            throw unusable("cannot be read", e);
        }
    }

    /**
     * The rules of our group by the id in their label. A rule that a person added without one, or a second one of the same id, is
     * kept as it is.
     */
    Map<String, ObjectNode> rules() {
        return RuleGroup.byId(ours().path("rules"));
    }

    /** With its interval and what else a person wrote beside its rules. */
    private ObjectNode ours() {
        try {
            return text().flatMap(RuleFileText::ours)
                    .orElseGet(() -> Json.mapper().createObjectNode().put("name", group));
        } catch (YamlEngineException e) {
            throw unusable("is no YAML", e);
        }
    }

    private Optional<RuleFileText> text() {
        return bytes().map(bytes -> new RuleFileText(new String(bytes, StandardCharsets.UTF_8), group));
    }

    /** Replaces our group; groups of others stay byte for byte. */
    void write(Map<String, ObjectNode> rules) {
        ObjectNode ours = rules.isEmpty() ? null : ours();
        if (ours != null) {
            ours.set("rules", RuleGroup.list(rules));
        }
        Optional<RuleFileText> there = text();
        try {
            Optional<String> changed = there.isPresent()
                    ? there.get().with(ours)
                    : Optional.ofNullable(ours).map(one -> RuleFileText.fresh(HEAD, one));
            replace(changed.map(text -> text.getBytes(StandardCharsets.UTF_8)));
        } catch (YamlEngineException | IllegalArgumentException e) {
            throw unusable("cannot be changed without harm to what others wrote in it (" + e.getMessage() + ")", e);
        }
    }

    /** @param content empty: there is no such file any more */
    void replace(Optional<byte[]> content) {
        try {
            if (content.isEmpty()) {
                Files.deleteIfExists(path);
                return;
            }
            Path fresh = path.resolveSibling(path.getFileName() + ".tmp");
            Files.createDirectories(path.getParent());
            Files.write(fresh, content.get());
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw unusable("cannot be written", e);
        }
    }

    /** Whether the server may not have what the file says. */
    boolean owesReload() {
        return Files.exists(owed);
    }

    void oweReload() {
        try {
            Files.createDirectories(owed.getParent());
            Files.write(owed, new byte[0]);
        } catch (IOException e) {
            throw unusable("cannot be written", e);
        }
    }

    void reloaded() {
        try {
            Files.deleteIfExists(owed);
        } catch (IOException e) {
            throw unusable("cannot be written", e);
        }
    }

    private PlatformFailure unusable(String what, Exception cause) {
        PlatformFailure failure = new PlatformFailure.BadRequest(
                "rule_file", "the rule file " + path.getFileName() + " " + what + ": check the folder and its rights");
        failure.initCause(cause);
        return failure;
    }
}
