package routes.threshold.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.MathContext;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import routes.common.error.RefusedRequest;
import routes.datasource.RuleBlock;
import routes.datasource.RuleOrder;
import routes.datasource.connect.DataSourceResolver;
import routes.threshold.Quality;
import routes.threshold.task.ResultJson;

/**
 * The result of a version, read for rules.
 *
 * @param series with at least one bound
 * @param without unique keys of those that failed or have no bound
 * @param gone unique keys of series that count as gone
 * @param poor unique keys of those with bounds that the engine itself calls poor
 * @param labelNames names of the labels of all of them
 * @param alarms that the back-test shows, by unique key; without series that have bounds of an earlier version
 */
record Thresholds(
        List<RuleOrder.Series> series,
        Set<String> without,
        Set<String> gone,
        Set<String> poor,
        Set<String> labelNames,
        Map<String, Integer> alarms) {

    /** What the computing left behind the seventh digit (28.799999999999997) is not part of a threshold. */
    private static final MathContext SHOWN = new MathContext(7);

    /** Rules of a platform, made from the blocks of a result. @param interval of bounds that do not say how long their window is */
    record Form(Duration interval, boolean looksBack, boolean knowsWeekdays) {
        static Form of(DataSourceResolver.Open open) {
            return new Form(
                    open.source().interval(),
                    open.type().looksBack(),
                    open.type().knowsWeekdays());
        }
    }

    private static final String POOR = Quality.Level.POOR.wireName();

    /** Without those of poor quality: what may become rules while no person looks. */
    Thresholds trusted() {
        Set<String> left = new HashSet<>(without);
        left.addAll(poor);
        return new Thresholds(
                series.stream().filter(one -> !poor.contains(one.uniqueKey())).toList(),
                left,
                gone,
                poor,
                labelNames,
                alarms);
    }

    static Thresholds of(List<? extends JsonNode> result, Form form) {
        List<RuleOrder.Series> series = new ArrayList<>();
        Set<String> without = new HashSet<>();
        Set<String> gone = new HashSet<>();
        Set<String> poor = new HashSet<>();
        Set<String> names = new HashSet<>();
        Map<String, Integer> alarms = new HashMap<>();
        for (JsonNode entry : result) {
            String key = entry.path("unique_key").asText();
            entry.path("labels").fieldNames().forEachRemaining(names::add);
            List<RuleBlock> blocks = "Success".equals(entry.path("status").asText())
                    ? blocks(entry.path("thresholds"), form)
                    : List.of();
            if (ResultJson.isGone(entry)) {
                gone.add(key);
            } else if (blocks.isEmpty()) {
                without.add(key);
            } else {
                if (POOR.equals(entry.path("quality").path("level").asText())) {
                    poor.add(key);
                }
                series.add(
                        new RuleOrder.Series(entry.path("name").asText(), key, labels(entry.path("labels")), blocks));
                if (entry.path("back_test").has("alarms") && isLearnedNow(entry)) {
                    alarms.put(key, entry.path("back_test").path("alarms").asInt());
                }
            }
        }
        return new Thresholds(series, without, gone, poor, names, alarms);
    }

    /** The back-test of a series that is missing, or keeps a bound, is of other bounds or of another range. */
    private static boolean isLearnedNow(JsonNode entry) {
        boolean now = !entry.has("missing_since");
        for (JsonNode block : entry.path("thresholds")) {
            now &= !block.has("upper_kept_since") && !block.has("lower_kept_since");
        }
        return now;
    }

    private static List<RuleBlock> blocks(JsonNode stored, Form form) {
        List<RuleBlock> blocks = new ArrayList<>();
        for (JsonNode block : stored) {
            RuleBlock read = new RuleBlock(
                    block.path("start_hour").asInt(),
                    block.path("end_hour").asInt(24),
                    bound(block, "upper", form),
                    bound(block, "lower", form),
                    days(block, form));
            if (read.hasBounds()) {
                blocks.add(read);
            }
        }
        return WatchedBlocks.of(blocks, form.looksBack());
    }

    /** Only a person can have written days that the platform does not know. */
    private static Set<DayOfWeek> days(JsonNode block, Form form) {
        if (block.has(ResultJson.DAYS) && !form.knowsWeekdays()) {
            throw RefusedRequest.invalid(
                    "task_version_id",
                    "task_version_id: the version has bounds of weekdays or weekends, and rules of this platform do not know days of"
                            + " the week: correct it to bounds of every day");
        }
        return ResultJson.days(block);
    }

    /** Versions of before 0.2, and people, tell a window in points alone. */
    private static RuleBlock.@Nullable Bound bound(JsonNode block, String side, Form form) {
        JsonNode value = block.path(side + "_bound");
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            return null;
        }
        int window =
                block.path(side + "_window").asInt(block.path("window_size").asInt(3));
        double rounded = value.decimalValue().round(SHOWN).doubleValue();
        long seconds = block.path(side + "_window_seconds")
                .asLong(window * form.interval().toSeconds());
        return new RuleBlock.Bound(rounded, Duration.ofSeconds(Math.max(1, seconds)));
    }

    private static Map<String, String> labels(JsonNode stored) {
        Map<String, String> labels = new HashMap<>();
        stored.properties()
                .forEach(entry -> labels.put(entry.getKey(), entry.getValue().asText()));
        return labels;
    }
}
