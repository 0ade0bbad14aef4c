package routes.threshold.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import routes.datasource.RuleBlock;
import routes.datasource.RuleOrder;

/**
 * The result of a version, read for rules.
 *
 * @param series with at least one bound
 * @param without unique keys of those that failed or have no bound
 * @param labelNames names of the labels of all of them
 */
record Thresholds(List<RuleOrder.Series> series, Set<String> without, Set<String> labelNames) {

    /** What the computing left behind the seventh digit (28.799999999999997) is not part of a threshold. */
    private static final MathContext SHOWN = new MathContext(7);

    static Thresholds of(List<? extends JsonNode> result) {
        List<RuleOrder.Series> series = new ArrayList<>();
        Set<String> without = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (JsonNode entry : result) {
            String key = entry.path("unique_key").asText();
            entry.path("labels").fieldNames().forEachRemaining(names::add);
            List<RuleBlock> blocks =
                    "Success".equals(entry.path("status").asText()) ? blocks(entry.path("thresholds")) : List.of();
            if (blocks.isEmpty()) {
                without.add(key);
            } else {
                series.add(
                        new RuleOrder.Series(entry.path("name").asText(), key, labels(entry.path("labels")), blocks));
            }
        }
        return new Thresholds(series, without, names);
    }

    private static List<RuleBlock> blocks(JsonNode stored) {
        List<RuleBlock> blocks = new ArrayList<>();
        for (JsonNode block : stored) {
            RuleBlock read = new RuleBlock(
                    block.path("start_hour").asInt(),
                    block.path("end_hour").asInt(24),
                    bound(block, "upper"),
                    bound(block, "lower"));
            if (read.hasBounds()) {
                blocks.add(read);
            }
        }
        return blocks;
    }

    private static RuleBlock.@Nullable Bound bound(JsonNode block, String side) {
        JsonNode value = block.path(side + "_bound");
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            return null;
        }
        int window =
                block.path(side + "_window").asInt(block.path("window_size").asInt(3));
        double rounded = value.decimalValue().round(SHOWN).doubleValue();
        return new RuleBlock.Bound(rounded, Math.max(1, window));
    }

    private static Map<String, String> labels(JsonNode stored) {
        Map<String, String> labels = new HashMap<>();
        stored.properties()
                .forEach(entry -> labels.put(entry.getKey(), entry.getValue().asText()));
        return labels;
    }
}
