package routes.api.threshold;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import routes.common.error.RefusedRequest;
import routes.datasource.connect.DataSourceResolver;
import routes.http.Fields;
import routes.threshold.Direction;
import routes.threshold.task.MetricTemplate;
import routes.threshold.task.TaskVersion;
import routes.threshold.task.VersionStatus;

/** What a task or a rerun asks for, read from a request; a refusal names the field and its limit. */
final class TaskAsk {
    private TaskAsk() {}

    static TaskVersion.Ask of(Fields fields, DataSourceResolver.Open open, int otherwise) {
        ObjectNode template =
                MetricTemplate.copy("metric_template_value", fields.body().path("metric_template_value"));
        List<Integer> windows = open.type().allowedWindows(open.source().interval());
        int widest = windows.isEmpty() ? Integer.MAX_VALUE : windows.get(windows.size() - 1);
        int window = fields.integer("n_count");
        if (window > widest) {
            throw RefusedRequest.invalid(
                    "n_count",
                    "n_count must be at most " + widest + " for " + open.type().type());
        }
        return new TaskVersion.Ask(
                template,
                window,
                Direction.ofWireName(fields.text("direction")).orElseThrow(),
                fields.body().path("sensitivity").asDouble(0.5),
                fields.body().path("task_priority").asInt(otherwise),
                false);
    }

    static VersionStatus status(String text) {
        return VersionStatus.named(text)
                .orElseThrow(() -> RefusedRequest.invalid(
                        "status", "status must be one of Launching, Running, Stopped, Success, Failed"));
    }

    /** Entries of a result that a person corrected. */
    static List<ObjectNode> result(JsonNode given) {
        List<ObjectNode> result = new ArrayList<>();
        if (given.isMissingNode() || given.isNull()) {
            return result;
        }
        for (int index = 0; index < given.size(); index++) {
            result.add(entry("results[" + index + "]", given.get(index)));
        }
        return result;
    }

    private static ObjectNode entry(String path, JsonNode given) {
        JsonNode blocks = given.path("thresholds");
        for (int index = 0; index < blocks.size(); index++) {
            if (blocks.get(index).path("start_hour").asInt()
                    >= blocks.get(index).path("end_hour").asInt()) {
                String where = path + ".thresholds[" + index + "]";
                throw RefusedRequest.invalid(where, where + " must start before it ends");
            }
        }
        return (ObjectNode) given;
    }
}
