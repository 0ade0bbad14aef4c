package routes.tool.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import routes.common.error.VeaiopsException;
import routes.common.json.Json;

/** What a post would do, without side effects. */
@Command(
        name = "try",
        description = "Shows what a post would do: alarms, merge, subscriptions, messages. Nothing is stored or sent.",
        mixinStandardHelpOptions = true)
final class TryCommand implements Callable<Integer> {
    @Parameters(index = "0", description = "Name of the source")
    private String source;

    @Parameters(index = "1", description = "File with what it posts")
    private Path sample;

    @Option(names = "--mapping", description = "Mapping file to try in the place of the source's own")
    private @Nullable Path mapping;

    @Option(names = "--content-type", description = "Content type of the post", defaultValue = "application/json")
    private String contentType;

    @Mixin
    private HubOptions hub;

    @Mixin
    private Output out;

    @Override
    public Integer call() {
        ObjectNode wanted = Json.mapper().createObjectNode().put("content_type", contentType);
        wanted.set("body", body(read(sample)));
        if (mapping != null) {
            wanted.put("mapping", read(mapping));
        }
        JsonNode trials = hub.post("/apis/v1/manager/extensions/try/" + source, wanted);
        if (out.json()) {
            out.json(trials);
        } else {
            trials.forEach(this::show);
        }
        return 0;
    }

    private void show(JsonNode trial) {
        JsonNode alarm = trial.path("alarm");
        out.line("%s %s  %s".formatted(text(alarm, "status"), text(alarm, "level"), text(alarm, "title")));
        out.line("  fingerprint   " + text(alarm, "fingerprint"));
        out.line("  merge         " + merge(trial));
        for (JsonNode rule : trial.path("subscriptions")) {
            out.line("  subscription  %s: %s".formatted(text(rule, "name"), verdict(rule)));
        }
        trial.path("messages").properties().forEach(message -> {
            out.line("  message       " + message.getKey());
            message.getValue().asText().lines().forEach(line -> out.line("    | " + line));
        });
    }

    private static String merge(JsonNode trial) {
        String transition = trial.path("transition").asText("changes nothing");
        return trial.has("event") ? transition + ", event " + text(trial, "event") : transition;
    }

    private static String verdict(JsonNode rule) {
        return rule.path("matched").asBoolean()
                ? "is notified"
                : "is not notified, %s wants %s and finds %s"
                        .formatted(text(rule, "failed"), text(rule, "wanted"), text(rule, "found"));
    }

    private static JsonNode body(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (IOException e) {
            return Json.mapper().getNodeFactory().textNode(text);
        }
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText();
    }

    static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new VeaiopsException("cannot read " + file, e);
        }
    }
}
