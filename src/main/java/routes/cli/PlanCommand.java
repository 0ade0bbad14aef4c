package routes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import routes.json.Json;

/** What a sync of a task's rules would change. */
@Command(
        name = "plan",
        description =
                "Shows what a sync of a task's alarm rules would create, change and delete; exit code 1 when it would.",
        mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {
    @Parameters(index = "0", description = "Id of the task")
    private String task;

    @Option(names = "--version-id", description = "Id of the task version; the newest successful one when left out")
    private @Nullable String version;

    @Mixin
    private HubOptions hub;

    @Mixin
    private Output out;

    @Override
    public Integer call() {
        ObjectNode wanted = Json.mapper().createObjectNode().put("task_id", task);
        if (version != null) {
            wanted.put("task_version_id", version);
        }
        JsonNode plan = hub.post("/apis/v1/intelligent-threshold/alarm/plan", wanted);
        if (out.json()) {
            out.json(plan);
        } else {
            plan.path("diff").asText().lines().forEach(out::line);
        }
        return plan.path("changes").asInt() > 0 ? Veaiops.FOUND : 0;
    }
}
