package routes.tool.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import routes.common.json.Json;

/** What is loaded beside the code. */
@Command(
        name = "extensions",
        description = "Lists what is loaded, from where, in which version, and what is wrong with the newest one.",
        mixinStandardHelpOptions = true)
final class ExtensionsCommand implements Callable<Integer> {
    @Option(names = "--mine", description = "Only what did not come with the application")
    private boolean mine;

    @Option(names = "--wrong", description = "Only what has problems")
    private boolean wrong;

    @Option(names = "--kind", description = "Only this kind, such as alarm-source, channel, routes or plugin")
    private @Nullable String kind;

    @Mixin
    private HubOptions hub;

    @Mixin
    private Output out;

    @Override
    public Integer call() {
        ArrayNode extensions = Json.mapper().createArrayNode();
        hub.get("/apis/v1/manager/extensions").forEach(extension -> {
            if (asked(extension)) {
                extensions.add(extension);
            }
        });
        boolean troubled = false;
        for (JsonNode extension : extensions) {
            troubled |= !extension.path("problems").isEmpty();
            if (!out.json()) {
                show(extension);
            }
        }
        if (out.json()) {
            out.json(extensions);
        }
        return troubled ? Veaiops.FOUND : 0;
    }

    private boolean asked(JsonNode extension) {
        return (!mine || !extension.path("origin").asText().equals("APPLICATION"))
                && (!wrong || !extension.path("problems").isEmpty())
                && (kind == null || kind.equals(extension.path("kind").asText()));
    }

    private void show(JsonNode extension) {
        out.line("%-13s %-16s %-8s %2d samples  %s  %s"
                .formatted(
                        extension.path("kind").asText(),
                        extension.path("name").asText(),
                        extension.path("version").asText("-"),
                        extension.path("samples").asInt(),
                        extension.path("state").asText(),
                        extension.path("place").asText()));
        extension.path("provides").forEach(part -> out.line("    brings " + part.asText()));
        extension.path("replaces").forEach(other -> out.line("    replaces " + other.asText()));
        extension.path("problems").forEach(problem -> out.line("    " + problem.asText()));
    }
}
