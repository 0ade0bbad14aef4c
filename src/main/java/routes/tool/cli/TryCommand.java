package routes.tool.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import routes.common.error.VeaiopsException;
import routes.common.json.Json;
import routes.extension.source.Posted;
import routes.extension.source.SourceFile;
import routes.extension.trial.TrialRun;
import routes.http.RejectedItem;
import routes.tool.preview.OfflineTrial;

/** What a post would do, without side effects. */
@Command(
        name = "try",
        description = {
            "Shows what a post would do: alarms, merge, who is notified and why not, and what would be posted to them."
                    + " Nothing is stored or sent.",
            "Without a hub, or with --offline: by the files of a folder, with a fresh store and every channel."
        },
        mixinStandardHelpOptions = true)
final class TryCommand implements Callable<Integer> {
    @ParentCommand
    private Veaiops veaiops;

    @Parameters(index = "0", description = "Name of the source")
    private String source;

    @Parameters(
            index = "1",
            description =
                    "File with what it posts: a body (.json, .form, .txt, .xml, .eml), or a whole request (.http)")
    private Path sample;

    @Option(names = "--mapping", description = "Mapping file to try in the place of the source's own")
    private @Nullable Path mapping;

    @Option(names = "--content-type", description = "Content type of the post; by default that of the file's type")
    private @Nullable String contentType;

    @Option(
            names = {"-H", "--header"},
            paramLabel = "NAME: VALUE",
            description = "A header of the post; may be repeated")
    private List<String> headers = new ArrayList<>();

    @Option(
            names = "--query",
            paramLabel = "NAME=VALUE",
            description = "Query of the post, as it stands in an address; may be repeated")
    private List<String> query = new ArrayList<>();

    @Option(names = "--offline", description = "Without a hub, even if one is known")
    private boolean offline;

    @Mixin
    private OfflineOptions files;

    @Option(
            names = "--channel",
            paramLabel = "NAME",
            description = "Offline: show what is posted to this channel, such as \"Slack app\"; all for each of them")
    private List<String> channels = new ArrayList<>();

    @Mixin
    private HubOptions hub;

    @Mixin
    private Output out;

    @Override
    public Integer call() {
        boolean asked = !offline && hub.named();
        JsonNode trials = asked ? ofHub() : ofFiles();
        if (out.json()) {
            out.json(trials);
        } else if (trials.isEmpty()) {
            out.line("nothing: the source ignores this post");
        } else {
            trials.forEach(new ShownTrial(out, asked || !channels.isEmpty())::show);
        }
        return 0;
    }

    private Posted posted() {
        Map<String, String> given = new LinkedHashMap<>();
        if (contentType != null) {
            given.put("content-type", contentType);
        }
        headers.forEach(header -> given.put(part(header, 0), part(header, 1)));
        return Posted.read(sample.getFileName().toString(), bytes(sample)).with(String.join("&", query), given);
    }

    private static String part(String header, int which) {
        String[] parts = header.split(":", 2);
        if (parts.length < 2 || parts[0].isBlank()) {
            throw new VeaiopsException("a header is written Name: value, not " + header);
        }
        return parts[which].strip();
    }

    private JsonNode ofHub() {
        ObjectNode wanted = wanted(posted());
        if (mapping != null) {
            wanted.put("mapping", read(mapping));
        }
        return hub.post("/apis/v1/manager/extensions/try/" + source, wanted);
    }

    /** The post in the form of the API. */
    static ObjectNode wanted(Posted posted) {
        ObjectNode wanted = Json.mapper().createObjectNode().put("content_type", posted.contentType());
        wanted.set("body", body(posted.body()));
        wanted.put("method", posted.method());
        if (!posted.path().isEmpty()) {
            wanted.put("path", posted.path());
        }
        ObjectNode parameters = wanted.putObject("query");
        posted.query().forEach((name, values) -> parameters.put(name, values.get(0)));
        posted.headers().forEach(wanted.putObject("headers")::put);
        return wanted;
    }

    private JsonNode ofFiles() {
        out.progress("offline: no event is open, and one subscription of each channel wants everything");
        OfflineTrial trial = new OfflineTrial(
                files.folder(), files.settings(), channels.contains("all") ? List.of() : channels, veaiops.clock());
        SourceFile file = mapping == null ? trial.source(source) : OfflineTrial.read(source, mapping);
        TrialRun.Outcome outcome = trial.of(posted(), file);
        RejectedItem.of(outcome.refused())
                .forEach(item -> out.progress("refused: " + new String(Json.bytes(item), StandardCharsets.UTF_8)));
        return Json.mapper().valueToTree(outcome.trials());
    }

    private static JsonNode body(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        try {
            return Json.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            return Json.mapper().getNodeFactory().textNode(text);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new VeaiopsException("cannot read " + file, e);
        }
    }

    static String read(Path file) {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }
}
