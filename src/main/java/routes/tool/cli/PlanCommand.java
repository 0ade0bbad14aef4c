package routes.tool.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import routes.common.json.Json;

/** What a sync of a task's rules would change. */
@Command(
        name = "plan",
        description =
                "Shows what a sync of a task's alarm rules would create, change and delete; exit code 1 when it would.",
        mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {
    private static final List<String> CHANGES = List.of("create", "update", "delete");

    @Parameters(index = "0", description = "Id of the task")
    private String task;

    @Parameters(index = "1", description = "Id of the task version")
    private String version;

    @Option(
            names = "--group",
            description = "Contact group of the platform to notify; may be repeated",
            paramLabel = "<id>")
    private List<String> groups = new ArrayList<>();

    @Mixin
    private HubOptions hub;

    @Mixin
    private Output out;

    @Override
    public Integer call() {
        ObjectNode wanted =
                Json.mapper().createObjectNode().put("task_id", task).put("task_version_id", version);
        groups.forEach(wanted.putArray("contact_group_ids")::add);
        JsonNode plan = hub.post("/apis/v1/intelligent-threshold/alarm/plan", wanted);
        if (out.json()) {
            out.json(plan);
        } else {
            show(plan);
        }
        boolean changes = CHANGES.stream().anyMatch(name -> plan.path(name).asInt() > 0);
        return changes || !plan.path("problems").isEmpty() ? Veaiops.FOUND : 0;
    }

    private void show(JsonNode plan) {
        for (JsonNode rule : plan.path("rules")) {
            out.line("%-6s %s (%s)%s"
                    .formatted(
                            rule.path("action").asText(),
                            rule.path("rule_name").asText(),
                            rule.path("reason").asText(),
                            rule.path("drift").asBoolean() ? ", changed on the platform" : ""));
            rule.path("diff").asText().lines().forEach(line -> out.line("    " + line));
        }
        for (JsonNode problem : plan.path("problems")) {
            out.line("problem " + problem.path("reason").asText() + " " + problem.path("series"));
        }
        out.line("create %d, update %d, delete %d, keep %d"
                .formatted(
                        plan.path("create").asInt(),
                        plan.path("update").asInt(),
                        plan.path("delete").asInt(),
                        plan.path("keep").asInt()));
    }
}
