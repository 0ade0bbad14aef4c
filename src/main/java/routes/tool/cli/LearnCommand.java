package routes.tool.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import routes.common.error.VeaiopsException;
import routes.common.json.Json;
import routes.tool.scaffold.NewFiles;

/** Catches what a source posts and proposes its mapping. */
@Command(
        name = "learn",
        description =
                "Catches the next posts of a source at /alarms/learn/NAME, without their secrets, and proposes its"
                        + " mapping: key, status, level, title, time, and what is unsafe in a fingerprint. Exit code 1 when nothing"
                        + " was posted.",
        mixinStandardHelpOptions = true)
final class LearnCommand implements Callable<Integer> {
    private static final String LEARN = "/apis/v1/manager/extensions/learn/";

    @Parameters(index = "0", description = "Name of the source to be")
    private String name;

    @Option(names = "--count", description = "Posts to wait for", defaultValue = "5")
    private int count;

    @Option(names = "--minutes", description = "How long to wait for them", defaultValue = "15")
    private int minutes;

    @Option(
            names = "--dir",
            description = "Folder whose mappings/NAME is written; without it the proposal is shown",
            paramLabel = "<folder>")
    private @Nullable Path dir;

    @Option(names = "--restart", description = "Ends a learning of this name that is still running")
    private boolean restart;

    @Mixin
    private HubOptions hub;

    @Mixin
    private Output out;

    @Override
    public Integer call() throws InterruptedException {
        if (restart) {
            endOld();
        }
        ObjectNode wanted = Json.mapper().createObjectNode().put("count", count).put("minutes", minutes);
        JsonNode begun = hub.post(LEARN + name, wanted);
        try {
            out.progress("post to %s%s with the header X-Veaiops-Token: %s, until %s"
                    .formatted(
                            hub.address(),
                            begun.path("path").asText(),
                            begun.path("token").asText(),
                            begun.path("until").asText()));
            return result(waited());
        } finally {
            hub.delete(LEARN + name);
        }
    }

    private void endOld() {
        try {
            hub.delete(LEARN + name);
        } catch (VeaiopsException none) {
            out.progress("there was none to end: " + none.getMessage());
        }
    }

    private JsonNode waited() throws InterruptedException {
        JsonNode learning = hub.get(LEARN + name);
        int reported = 0;
        while (learning.path("learning").asBoolean()) {
            TimeUnit.SECONDS.sleep(1);
            learning = hub.get(LEARN + name);
            int taken = learning.path("taken").asInt();
            if (taken > reported) {
                reported = taken;
                out.progress(taken + " of " + count + " posts");
            }
        }
        return learning;
    }

    private int result(JsonNode learning) {
        JsonNode proposal = learning.path("proposal");
        if (!proposal.isObject()) {
            throw new Found("nothing was posted: there is nothing to propose");
        }
        Map<Path, String> files = files(proposal);
        if (dir != null) {
            NewFiles.write(files);
        }
        if (out.json()) {
            out.json(proposal);
        } else if (dir == null) {
            out.line(proposal.path("mapping").asText());
        } else {
            files.keySet().forEach(file -> out.line("wrote " + file));
            proposal.path("doubts").forEach(doubt -> out.line("look at " + doubt.asText()));
            out.line("next:\n  read and edit it, then veaiops lint " + dir);
        }
        return 0;
    }

    private Map<Path, String> files(JsonNode proposal) {
        Path folder = (dir == null ? Path.of("") : dir).resolve("mappings").resolve(name);
        Map<Path, String> files = new TreeMap<>();
        files.put(folder.resolve("source.yaml"), proposal.path("mapping").asText());
        int number = 0;
        for (JsonNode sample : proposal.path("samples")) {
            number++;
            files.put(folder.resolve("samples/learned-" + number + ".json"), sample.toPrettyString() + "\n");
        }
        return files;
    }
}
