package routes.kits;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import routes.datasource.RuleBlock;
import routes.datasource.RuleOrder;

/** Thresholds of a series in the form that versions keep. */
final class StoredThresholds {
    private StoredThresholds() {}

    /** One series as a version stores it. */
    static ObjectNode of(RuleOrder.Series series) {
        ObjectNode entry = JsonNodeFactory.instance
                .objectNode()
                .put("name", series.name())
                .put("unique_key", series.uniqueKey())
                .put("status", "Success");
        series.labels().forEach(entry.putObject("labels")::put);
        for (RuleBlock block : series.blocks()) {
            ObjectNode stored = entry.withArray("thresholds")
                    .addObject()
                    .put("start_hour", block.startHour())
                    .put("end_hour", block.endHour());
            bound(stored, "upper", block.upper());
            bound(stored, "lower", block.lower());
        }
        return entry;
    }

    private static void bound(ObjectNode stored, String side, RuleBlock.@Nullable Bound bound) {
        if (bound != null) {
            stored.put(side + "_bound", bound.value())
                    .put(side + "_window_seconds", bound.window().toSeconds());
        }
    }
}
