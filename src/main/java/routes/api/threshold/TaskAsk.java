package routes.api.threshold;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import routes.common.error.RefusedRequest;
import routes.datasource.DataSource;
import routes.http.Fields;
import routes.threshold.Direction;
import routes.threshold.task.MetricTemplate;
import routes.threshold.task.TaskVersion;
import routes.threshold.task.VersionStatus;

/** What a task or a rerun asks for, read from a request; a refusal names the field and its limit. */
final class TaskAsk {
    private static final int WIDEST_WINDOW = 1440;

    private TaskAsk() {}

    static TaskVersion.Ask of(Fields fields, DataSource type, int otherwise) {
        ObjectNode template =
                MetricTemplate.copy("metric_template_value", fields.body().path("metric_template_value"));
        List<Integer> windows = type.allowedWindows();
        int widest = windows.isEmpty() ? WIDEST_WINDOW : windows.get(windows.size() - 1);
        String direction = fields.text("direction", 8);
        return new TaskVersion.Ask(
                template,
                fields.integer("n_count", 1, widest),
                Direction.ofWireName(direction)
                        .orElseThrow(
                                () -> RefusedRequest.invalid("direction", "direction must be one of up, down, both")),
                fields.has("sensitivity") ? fields.number("sensitivity", 0, 1) : 0.5,
                fields.has("task_priority")
                        ? fields.integer("task_priority", TaskVersion.LOW, TaskVersion.URGENT)
                        : otherwise,
                false);
    }

    static VersionStatus status(String text) {
        return VersionStatus.named(text)
                .orElseThrow(() -> RefusedRequest.invalid(
                        "status", "status must be one of Launching, Running, Stopped, Success, Failed"));
    }

    /** Entries of a result that somebody corrected by hand. */
    static List<ObjectNode> result(JsonNode given) {
        List<ObjectNode> result = new ArrayList<>();
        if (given.isMissingNode() || given.isNull()) {
            return result;
        }
        if (!given.isArray()) {
            throw RefusedRequest.invalid("results", "results must be a list");
        }
        for (int index = 0; index < given.size(); index++) {
            result.add(entry("results[" + index + "]", given.get(index)));
        }
        return result;
    }

    private static ObjectNode entry(String path, JsonNode given) {
        if (!(given instanceof ObjectNode entry)
                || !entry.path("unique_key").isTextual()
                || !entry.path("thresholds").isArray()) {
            throw RefusedRequest.invalid(path, path + " must be an object with unique_key and a list of thresholds");
        }
        for (int index = 0; index < entry.path("thresholds").size(); index++) {
            JsonNode block = entry.path("thresholds").get(index);
            int start = block.path("start_hour").asInt(-1);
            int end = block.path("end_hour").asInt(-1);
            boolean bounds = isBound(block.path("upper_bound")) && isBound(block.path("lower_bound"));
            if (start < 0 || end > 24 || start >= end || !bounds) {
                String where = path + ".thresholds[" + index + "]";
                throw RefusedRequest.invalid(
                        where, where + " must have hours within 0 to 24, the start first, and numbers as bounds");
            }
        }
        return entry;
    }

    private static boolean isBound(JsonNode bound) {
        return bound.isMissingNode() || bound.isNull() || bound.isNumber();
    }
}
