package routes.threshold.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import routes.threshold.BackTest;
import routes.threshold.Quality;
import routes.threshold.Recommendation;
import routes.threshold.ThresholdBlock;

/** A recommendation as it is stored and answered, with its back-test and its quality. */
public final class ResultJson {
    private ResultJson() {}

    public static ObjectNode of(Recommendation found) {
        ObjectNode node =
                JsonNodeFactory.instance.objectNode().put("name", found.name()).put("unique_key", found.uniqueKey());
        ObjectNode labels = node.putObject("labels");
        found.labels().forEach(labels::put);
        ArrayNode blocks = node.putArray("thresholds");
        found.thresholds().forEach(block -> blocks.add(of(block)));
        node.put("status", found.status().wireName()).put("error_message", found.errorMessage());
        found.failure().ifPresent(reason -> node.put("reason", reason.wireName()));
        node.set("back_test", of(found.backTest()));
        node.set("quality", of(found.quality()));
        return node;
    }

    private static JsonNode of(ThresholdBlock block) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("start_hour", block.startHour())
                .put("end_hour", block.endHour())
                .put("upper_bound", block.upperBound())
                .put("lower_bound", block.lowerBound())
                .put("window_size", block.windowSize())
                .put("upper_window", block.upperWindow())
                .put("lower_window", block.lowerWindow())
                .put("upper_window_seconds", block.upperSeconds())
                .put("lower_window_seconds", block.lowerSeconds());
    }

    private static JsonNode of(BackTest test) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("alarms", test.alarms())
                .put("days", test.days())
                .put("alarms_per_day", test.alarmsPerDay())
                .put("points_outside", test.pointsOutside());
    }

    private static JsonNode of(Quality quality) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("level", quality.level().wireName())
                .put("coverage", quality.coverage())
                .put("daily", quality.daily());
        ArrayNode notes = node.putArray("notes");
        quality.notes()
                .forEach(note ->
                        notes.addObject().put("code", note.code().wireName()).put("text", note.text()));
        return node;
    }
}
