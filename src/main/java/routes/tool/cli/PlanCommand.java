package routes.tool.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import routes.common.error.VeaiopsException;
import routes.common.json.Json;

/** What a sync of a task's rules would change, and what the bounds of now and the new ones would have alarmed on. */
@Command(
        name = "plan",
        description = {
            "Shows what a sync of a task's alarm rules would create, change and delete; exit code 1 when it would.",
            "Then the series of the last weeks, with the bounds that are synced, the new ones and the alarms of both.",
            "Of a folder as export writes it: what apply would change, and what a person changed since it was applied."
        },
        mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {
    private static final List<String> CHANGES = List.of("create", "update", "delete");
    private static final int MOST_CHARTS = 10;
    private static final int MOST_FOR_PROGRAMS = 500;
    private static final String COMPARISON = "comparison";

    @Parameters(index = "0", description = "Name or id of the task; or a folder as export writes it")
    private String task;

    @Parameters(
            index = "1",
            arity = "0..1",
            description = "Number or id of its version, the newest when left out; of a folder none")
    private @Nullable String version;

    @Mixin
    private SyncPolicyOptions policy;

    @Option(
            names = "--svg",
            description = "Writes the chart of a series, the first or that of --series, to a file",
            paramLabel = "<file>")
    private @Nullable Path svg;

    @Mixin
    private ComparedBounds bounds;

    @Mixin
    private HubOptions hub;

    @Mixin
    private Output out;

    @Override
    public Integer call() {
        if (version == null && (Files.isDirectory(Path.of(task)) || task.contains("/"))) {
            return ApplyCommand.show(Path.of(task), hub, out);
        }
        NamedTask named = NamedTask.of(hub, task, version);
        ObjectNode wanted =
                Json.mapper().createObjectNode().put("task_id", named.id()).put("task_version_id", named.version());
        JsonNode plan = hub.post("/apis/v1/intelligent-threshold/alarm/plan", policy.into(wanted));
        if (!out.json()) {
            show(plan);
        }
        JsonNode compared = bounds.wanted() ? compared(named) : Json.mapper().createObjectNode();
        if (out.json()) {
            out.json(((ObjectNode) plan).set(COMPARISON, compared));
        } else {
            showCharts(compared);
        }
        boolean changes = CHANGES.stream().anyMatch(name -> plan.path(name).asInt() > 0);
        return changes || !plan.path("problems").isEmpty() ? Veaiops.FOUND : 0;
    }

    /** The plan stands without it: a platform that does not give its history does not hide what a sync would do. */
    private JsonNode compared(NamedTask named) {
        try {
            JsonNode compared = bounds.read(
                    hub, named.id(), named.version(), out.json() ? MOST_FOR_PROGRAMS : MOST_CHARTS, out::progress);
            if (svg != null) {
                Files.writeString(svg, bounds.svg(hub, named.id(), named.version()));
            }
            return compared;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + svg, e);
        } catch (VeaiopsException e) {
            out.progress("no charts: " + e.getMessage());
            return Json.mapper().createObjectNode().put("error", e.getMessage());
        }
    }

    private void showCharts(JsonNode compared) {
        JsonNode series = compared.path("series");
        if (series.isEmpty()) {
            return;
        }
        out.line("");
        out.line(TextChart.LEGEND);
        for (JsonNode one : series) {
            out.line("");
            TextChart.lines(one, Ansi.AUTO).forEach(out::line);
        }
        int more = compared.path("total").asInt() - series.size();
        if (more > 0) {
            out.line("");
            out.line(more + " more series: --series <key> shows one, --json all");
        }
    }

    private void show(JsonNode plan) {
        for (JsonNode rule : plan.path("rules")) {
            out.line("%-6s %s (%s)%s"
                    .formatted(
                            rule.path("action").asText(),
                            rule.path("rule_name").asText(),
                            rule.path("reason").asText(),
                            RuleLines.note(rule)));
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
        RuleLines.remedy(plan).ifPresent(out::line);
    }
}
