package routes.datasource.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import routes.common.json.Json;
import routes.datasource.PlatformFailure;

/** The file with the rules of one data source. It is replaced as a whole, so that no reader sees half of it. */
final class RuleFile {
    private static final String HEAD =
            "# Written by VeAIOps from learned thresholds. To switch a rule off, end its expr with\n" + "#" + PromQl.OFF
                    + "\n# Other changes are undone at the next sync.\n";

    private final Path path;
    private final Path owed;
    private final String group;

    RuleFile(Path directory, String sourceId) {
        this.group = "veaiops-" + sourceId;
        this.path = directory.resolve(group + ".yaml");
        this.owed = directory.resolve(group + ".reload");
    }

    Optional<byte[]> bytes() {
        try {
            return Files.exists(path) ? Optional.of(Files.readAllBytes(path)) : Optional.empty();
        } catch (IOException e) {
            throw unusable("cannot be read", e);
        }
    }

    /** The rules by the id in their label; those that a person added without one are kept as they are. */
    Map<String, ObjectNode> rules() {
        Map<String, ObjectNode> rules = new LinkedHashMap<>();
        bytes().ifPresent(bytes -> {
            for (JsonNode one : read(bytes).path("groups")) {
                for (JsonNode rule : one.path("rules")) {
                    String id =
                            rule.path("labels").path(PrometheusRuleText.RULE).asText("");
                    if (rule instanceof ObjectNode object) {
                        rules.put(id.isEmpty() ? "foreign-" + rules.size() : id, object);
                    }
                }
            }
        });
        return rules;
    }

    private JsonNode read(byte[] bytes) {
        try {
            Object tree = new Load(LoadSettings.builder()
                            .setLabel(path.getFileName().toString())
                            .build())
                    .loadFromString(new String(bytes, StandardCharsets.UTF_8));
            return Json.mapper().valueToTree(tree);
        } catch (YamlEngineException e) {
            throw unusable("is no YAML", e);
        }
    }

    void write(Map<String, ObjectNode> rules) {
        ObjectNode file = Json.mapper().createObjectNode();
        ObjectNode only = file.putArray("groups").addObject().put("name", group);
        rules.values().forEach(only.putArray("rules")::add);
        Object tree = Json.mapper().convertValue(file, Object.class);
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setWidth(Integer.MAX_VALUE)
                .build();
        replace(Optional.of((HEAD + new Dump(settings).dumpToString(tree)).getBytes(StandardCharsets.UTF_8)));
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
