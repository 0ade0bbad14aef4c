package routes.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import routes.common.json.Json;
import routes.http.Contract;

/** Every operation that the main port serves: those of the contract, and the paths of the mapped sources. */
final class FuzzSurface {
    private static final Path RESOURCES = Path.of("src", "main", "resources");
    private static final Path POSTED = Path.of("src", "test", "resources", "posted");
    private static final String LARK =
            """
            {"schema":"2.0","header":{"event_id":"e1","token":"fuzz-verification","create_time":"1608725989000",
             "event_type":"im.message.receive_v1","tenant_key":"t","app_id":"cli_fuzz"},
             "event":{"sender":{"sender_id":{"open_id":"ou_1"},"sender_type":"user"},"message":{"message_id":"om_1",
             "create_time":"1609073151345","chat_id":"oc_1","chat_type":"group","message_type":"text",
             "content":"{\\"text\\":\\"hello\\"}","mentions":[{"key":"@_user_1","id":{"open_id":"ou_2"},"name":"Tom"}]}}}
            """;
    private static final String SLACK =
            """
            {"token":"x","team_id":"T1","api_app_id":"A0FUZZ","type":"event_callback","event_id":"Ev1",
             "event_time":1700000000,"event":{"type":"message","channel":"C1","user":"U1","text":"hi <@U2>",
             "ts":"1700000000.000100","channel_type":"channel"}}
            """;

    private final JsonNode contract = Contract.shipped().document();
    private final List<Operation> intake = new ArrayList<>();
    private final List<Operation> others = new ArrayList<>();

    /**
     * One operation.
     *
     * @param path with its parameters in braces
     * @param query its parameters as the contract has them
     * @param schema of its body; missing when it has none, or any
     * @param samples bodies that are taken
     */
    record Operation(String method, String path, List<JsonNode> query, JsonNode schema, List<byte[]> samples) {}

    FuzzSurface() {
        contract.path("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(method -> add(method.getKey(), path.getKey(), method.getValue())));
        files(RESOURCES.resolve("mappings")).filter(Files::isDirectory).forEach(this::addSource);
    }

    /** Every second operation takes alarms or posts of chat platforms. */
    Operation any(Random random) {
        List<Operation> from = random.nextBoolean() ? intake : others;
        return from.get(random.nextInt(from.size()));
    }

    /** What a reference of the contract stands for. */
    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? resolved(contract.at(node.get("$ref").asText().substring(1))) : node;
    }

    private void add(String method, String path, JsonNode described) {
        List<JsonNode> query = new ArrayList<>();
        described.path("parameters").forEach(one -> {
            if ("query".equals(resolved(one).path("in").asText())) {
                query.add(resolved(one));
            }
        });
        JsonNode content = described.at("/requestBody/content");
        JsonNode schema = content.isEmpty()
                ? MissingNode.getInstance()
                : content.elements().next().path("schema");
        List<byte[]> samples = samplesOf(path);
        (samples.isEmpty() ? others : intake)
                .add(new Operation(method.toUpperCase(Locale.ROOT), path, query, schema, samples));
    }

    private static List<byte[]> samplesOf(String path) {
        if (path.contains("{provider}")) {
            return Stream.concat(
                            Stream.of(LARK, SLACK).map(text -> text.getBytes(StandardCharsets.UTF_8)),
                            files(POSTED).flatMap(FuzzSurface::files).map(FuzzSurface::bytes))
                    .toList();
        }
        return files(RESOURCES.resolve("samples"))
                .filter(folder -> path.contains("/" + folder.getFileName()))
                .flatMap(FuzzSurface::files)
                .map(FuzzSurface::bytes)
                .toList();
    }

    private void addSource(Path folder) {
        List<byte[]> samples = files(folder.resolve("samples"))
                .filter(file -> !file.toString().contains(".expected."))
                .map(FuzzSurface::bytes)
                .map(FuzzSurface::posted)
                .toList();
        List<String> paths = new ArrayList<>(List.of("/alarms/" + folder.getFileName()));
        JsonNode more = yaml(folder.resolve("source.yaml")).path("paths");
        (more.isArray() ? more : JsonNodeFactory.instance.arrayNode().add(more))
                .forEach(path -> paths.add(path.asText()));
        paths.stream().filter(path -> !path.isEmpty()).forEach(path -> {
            String[] words = path.split(" ");
            String method = words.length > 1 ? words[0] : "POST";
            intake.add(new Operation(method, words[words.length - 1], List.of(), MissingNode.getInstance(), samples));
        });
    }

    /** A sample of a source that reads more than the body holds the body beside the path. */
    private static byte[] posted(byte[] sample) {
        try {
            JsonNode view = Json.mapper().readTree(sample);
            return view.has("path") && view.has("body") ? Json.bytes(view.get("body")) : sample;
        } catch (IOException noJson) {
            return sample;
        }
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException("Listing " + folder, e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Reading " + file, e);
        }
    }

    private static JsonNode yaml(Path file) {
        return Json.mapper()
                .valueToTree(new Load(LoadSettings.builder()
                                .setCodePointLimit(Integer.MAX_VALUE)
                                .build())
                        .loadFromString(new String(bytes(file), StandardCharsets.UTF_8)));
    }
}
