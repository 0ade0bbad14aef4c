package routes.api.threshold;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import routes.common.json.Json;
import routes.datasource.RulePlace;
import routes.threshold.Quality;
import routes.threshold.rule.Elsewhere;
import routes.threshold.rule.PlannedRule;
import routes.threshold.rule.RuleAction;
import routes.threshold.rule.RulePlan;
import routes.threshold.rule.RuleText;
import routes.threshold.rule.SyncRecord;
import routes.threshold.task.Task;
import routes.threshold.task.TaskVersion;

/** Tasks, versions, plans and syncs as they are answered. */
final class TaskJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String NEEDS_CONFIRMATION = "needs_confirmation";
    private static final Map<RuleAction, String> DONE = Map.of(
            RuleAction.CREATE, "created",
            RuleAction.UPDATE, "updated",
            RuleAction.DELETE, "deleted",
            RuleAction.KEEP, "kept");

    private TaskJson() {}

    static ObjectNode of(Task task, @Nullable TaskVersion latest) {
        ObjectNode node = NODES.objectNode()
                .put("_id", task.id())
                .put("task_name", task.name())
                .put("datasource_id", task.dataSourceId())
                .put("datasource_type", task.dataSourceType())
                .put("auto_update", task.autoUpdate())
                .put("sync_poor", task.syncPoor())
                .put("is_active", task.active());
        ArrayNode projects = node.putArray("projects");
        task.projects().forEach(projects::add);
        node.putArray("products");
        node.putArray("customers");
        node.put("created_at", time(task.stamps().createdAt()))
                .put("updated_at", time(task.stamps().updatedAt()));
        if (latest != null) {
            node.set("latest_version", of(latest, null));
            node.put("chart", "/apis/v1/intelligent-threshold/task/" + task.id() + "/chart.svg");
        }
        return node;
    }

    /** @param result null when it is not shown */
    static ObjectNode of(TaskVersion version, @Nullable List<ObjectNode> result) {
        TaskVersion.Ask ask = version.ask();
        ObjectNode node = NODES.objectNode()
                .put("_id", version.id())
                .put("task_id", version.taskId())
                .put("version", version.version())
                .put("n_count", ask.window())
                .put("direction", ask.direction().wireName())
                .put("sensitivity", ask.sensitivity())
                .put("task_priority", ask.priority())
                .put("status", version.status().wireName())
                .put("error_message", version.error())
                .put("attempts", version.work().attempts());
        node.set("metric_template_value", ask.template());
        node.putObject("progress")
                .put("slots", version.progress().slots())
                .put("fetched", version.progress().fetched())
                .put("total", version.progress().series())
                .put("computed", version.progress().computed());
        if (result != null) {
            node.putArray("result").addAll(result);
        }
        return node.put("created_at", time(version.createdAt())).put("updated_at", time(version.updatedAt()));
    }

    /** @param unconfirmed deletions that need a confirmation */
    static ObjectNode of(RulePlan plan, List<PlannedRule> unconfirmed) {
        ObjectNode node = NODES.objectNode()
                .put("create", plan.count(RuleAction.CREATE))
                .put("update", plan.count(RuleAction.UPDATE))
                .put("delete", plan.count(RuleAction.DELETE))
                .put("keep", plan.count(RuleAction.KEEP))
                .put(
                        "drifted",
                        plan.rules().stream().filter(PlannedRule::isDrift).count())
                .put(NEEDS_CONFIRMATION, !unconfirmed.isEmpty());
        ArrayNode rules = node.putArray("rules");
        for (PlannedRule rule : plan.rules()) {
            ObjectNode line = of(plan, rule);
            rules.add(
                    rule.action() == RuleAction.DELETE
                            ? line.put(NEEDS_CONFIRMATION, unconfirmed.contains(rule))
                            : line);
        }
        unreachable(node, plan.unreachable());
        ArrayNode problems = node.putArray("problems");
        plan.problems().forEach(problem -> {
            ArrayNode series =
                    problems.addObject().put("reason", problem.reason()).putArray("series");
            problem.series().stream().sorted().forEach(series::add);
        });
        return node;
    }

    private static ObjectNode of(RulePlan plan, PlannedRule rule) {
        ObjectNode line = NODES.objectNode()
                .put("action", rule.action().wireName())
                .put("reason", rule.reason().wireName())
                .put("rule_name", rule.name())
                .put("rule_id", rule.remoteId().orElse(null))
                .put("drift", rule.isDrift())
                .put("diff", RuleText.diff(rule));
        if (plan.isPoor(rule)) {
            line.put("quality", Quality.Level.POOR.wireName());
        }
        if (rule.place() != null) {
            line.set("where", where(rule.place()));
        }
        return line;
    }

    static void unreachable(ObjectNode node, List<Elsewhere> places) {
        ArrayNode unreachable = node.putArray("unreachable");
        places.forEach(
                left -> unreachable.addObject().put("reason", left.failure()).set("where", where(left.place())));
    }

    static JsonNode where(RulePlace place) {
        return RuleText.withoutSecrets(Json.mapper().valueToTree(new TreeMap<>(place.where())));
    }

    static ObjectNode of(SyncRecord record) {
        ObjectNode node = NODES.objectNode()
                .put("_id", record.id())
                .put("task_id", record.taskId())
                .put("task_version_id", record.versionId())
                .put("status", record.status().code())
                .put("error_message", record.error());
        node.setAll((ObjectNode) RuleText.withoutSecrets(record.policy()));
        long done = record.steps().stream()
                .filter(step -> Boolean.TRUE.equals(step.done()))
                .count();
        node.put("total", done + record.failed());
        List.of(RuleAction.CREATE, RuleAction.UPDATE, RuleAction.DELETE)
                .forEach(action -> node.put(DONE.get(action), record.count(action)));
        node.put("failed", record.failed());
        operations(node.putObject("rule_operations"), record);
        ArrayNode findings = node.putArray("findings");
        record.findings().forEach(finding -> findings.addObject()
                .put("rule_id", finding.ruleId())
                .put("kind", finding.kind().wireName())
                .put("text", finding.text()));
        return node.put("created_user", record.createdUser())
                .put("created_at", time(record.createdAt()))
                .put("updated_at", time(record.updatedAt()));
    }

    private static void operations(ObjectNode operations, SyncRecord record) {
        List.of("create", "update", "delete", "failed").forEach(operations::putArray);
        for (SyncRecord.Step step : record.steps()) {
            String list =
                    Boolean.FALSE.equals(step.done()) ? "failed" : step.action().wireName();
            operations.withArray(list).add(of(step));
        }
    }

    static ObjectNode of(SyncRecord.Step step) {
        return NODES.objectNode()
                .put("action", step.action().wireName())
                .put("reason", step.reason().wireName())
                .put("rule_id", step.remoteId())
                .put("rule_name", step.name())
                .put("status", step.isOpen() ? "open" : Boolean.TRUE.equals(step.done()) ? "success" : "failed")
                .put("error", step.error());
    }

    private static @Nullable String time(@Nullable Instant instant) {
        return instant == null ? null : Json.text(instant);
    }
}
