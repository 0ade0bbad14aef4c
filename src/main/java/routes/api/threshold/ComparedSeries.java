package routes.api.threshold;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.common.json.Json;
import routes.datasource.TimeSeries;
import routes.threshold.BackTest;
import routes.threshold.Incident;
import routes.threshold.Points;
import routes.threshold.ThresholdBlock;
import routes.threshold.ThresholdEngine;
import routes.threshold.ThresholdSettings;
import routes.threshold.chart.Columns;
import routes.threshold.task.ResultJson;
import routes.threshold.task.TaskRun;

/**
 * One series of a comparison.
 *
 * @param before its entry in the result that is synced; empty for none
 * @param after its entry in the result that may be synced
 */
record ComparedSeries(TimeSeries series, ObjectNode before, ObjectNode after) {
    /** @param interval between two points of it */
    ObjectNode json(ThresholdSettings settings, Duration interval, int columns) {
        Points points = ThresholdEngine.clean(TaskRun.series(series), settings);
        List<ThresholdBlock> now = ResultJson.blocks(before, interval);
        List<ThresholdBlock> next = ResultJson.blocks(after, interval);
        ObjectNode node =
                Json.mapper().createObjectNode().put("name", series.name()).put("unique_key", series.uniqueKey());
        ObjectNode labels = node.putObject("labels");
        series.labels().forEach(labels::put);
        side(node.putObject("before"), before, ThresholdEngine.backTest(points, settings, now));
        side(node.putObject("after"), after, ThresholdEngine.backTest(points, settings, next));
        List.of("expectation", "past", "quality").forEach(field -> {
            if (after.has(field)) {
                node.set(field, after.get(field));
            }
        });
        Columns drawn = Columns.of(points, columns);
        ObjectNode picture =
                node.putObject("columns").put("start_time", drawn.start()).put("seconds", drawn.seconds());
        numbers(picture.putArray("lowest"), drawn.lowest());
        numbers(picture.putArray("highest"), drawn.highest());
        numbers(picture.putArray("before_upper"), drawn.upper(now, settings.zone()));
        numbers(picture.putArray("before_lower"), drawn.lower(now, settings.zone()));
        numbers(picture.putArray("after_upper"), drawn.upper(next, settings.zone()));
        numbers(picture.putArray("after_lower"), drawn.lower(next, settings.zone()));
        return node;
    }

    private static void side(ObjectNode node, ObjectNode entry, BackTest test) {
        node.set("thresholds", entry.path("thresholds").isArray() ? entry.get("thresholds") : node.arrayNode());
        node.put("alarms", test.alarms()).put("days", test.days()).put("alarms_per_day", test.alarmsPerDay());
        ArrayNode incidents = node.putArray("incidents");
        for (Incident incident : test.incidents()) {
            incidents
                    .addObject()
                    .put("start_time", incident.start())
                    .put("end_time", incident.end())
                    .put("side", incident.above() ? "upper" : "lower")
                    .put("extreme", incident.extreme())
                    .put("bound", incident.bound());
        }
    }

    private static void numbers(ArrayNode node, List<@Nullable Double> values) {
        values.forEach(node::add);
    }
}
