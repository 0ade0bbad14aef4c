package routes.tool.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What is loaded beside the code. */
@Command(
        name = "extensions",
        description = "Lists what is loaded, from where, in which version, and what is wrong with the newest one.",
        mixinStandardHelpOptions = true)
final class ExtensionsCommand implements Callable<Integer> {
    @Mixin
    private HubOptions hub;

    @Mixin
    private Output out;

    @Override
    public Integer call() {
        JsonNode extensions = hub.get("/apis/v1/manager/extensions");
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

    private void show(JsonNode extension) {
        out.line("%-13s %-16s %-8s %2d samples  %s  %s"
                .formatted(
                        extension.path("kind").asText(),
                        extension.path("name").asText(),
                        extension.path("version").asText("-"),
                        extension.path("samples").asInt(),
                        extension.path("state").asText(),
                        extension.path("place").asText()));
        extension.path("problems").forEach(problem -> out.line("    " + problem.asText()));
    }
}
