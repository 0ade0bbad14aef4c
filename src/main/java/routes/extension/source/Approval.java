package routes.extension.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import routes.common.json.Json;
import routes.common.yaml.YamlText;

/**
 * Takes what a mapping makes of its samples as what is expected of them from now on. A sample of which nothing can be used is
 * left alone, unless a refusal was expected of it before: a mapping that fails is not approved.
 */
public final class Approval {
    private static final ObjectMapper SORTED =
            Json.mapper().copy().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private Approval() {}

    /** Writes the results that are new or have changed. @return a line for each file and each field that changed */
    public static List<String> of(SourcePack pack, SourceFileReader reader) {
        List<String> changes = new ArrayList<>();
        reader.read(new YamlText(pack.name(), pack.place(), pack.yaml(), new ArrayList<>()), pack.functions())
                .ifPresent(file -> pack.samples().forEach(sample -> approve(file, pack, sample, changes)));
        return changes;
    }

    private static void approve(SourceFile file, SourcePack pack, SourcePack.Sample sample, List<String> changes) {
        JsonNode outcome = read(Json.bytes(SampleRun.outcome(file, sample)));
        Optional<JsonNode> before = sample.expected().map(Approval::read);
        boolean refused = outcome.isObject();
        if (before.filter(outcome::equals).isPresent()
                || refused && before.filter(JsonNode::isObject).isEmpty()) {
            return;
        }
        Path written =
                Path.of(pack.place()).resolveSibling("samples").resolve(SourceFolder.expectedName(sample.name()));
        if (before.isEmpty()) {
            changes.add(written + ": new");
        } else {
            TreeDifference.between(before.get(), outcome)
                    .forEach(change -> changes.add(written + ": " + change.replace(", expected ", ", was ")));
        }
        write(written, outcome);
    }

    private static JsonNode read(byte[] json) {
        try {
            return Json.mapper().readTree(json);
        } catch (IOException e) {
            return Json.mapper().missingNode();
        }
    }

    private static void write(Path file, JsonNode outcome) {
        try {
            Object sorted = SORTED.treeToValue(outcome, Object.class);
            Files.writeString(file, SORTED.writerWithDefaultPrettyPrinter().writeValueAsString(sorted) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
