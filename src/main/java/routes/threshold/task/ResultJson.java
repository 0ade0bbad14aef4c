package routes.threshold.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import routes.threshold.BackTest;
import routes.threshold.Expectation;
import routes.threshold.KnownPast;
import routes.threshold.Quality;
import routes.threshold.Recommendation;
import routes.threshold.ThresholdBlock;
import routes.threshold.TimeRange;

/** A recommendation as it is stored and answered, with its back-test, its quality and what it expects. */
public final class ResultJson {
    private static final String STATUS = "status";
    private static final String EXPECTATION = "expectation";
    private static final String SPLITS = "splits_at_edges";
    private static final String REASON = "reason";
    private static final String GONE = "gone";
    private static final String PAST = "past";
    /** Absent where a block is of every day. */
    public static final String DAYS = "days";

    private static final SortedMap<String, Set<DayOfWeek>> DAYS_OF_WEEK =
            new TreeMap<>(Map.of("weekdays", ThresholdBlock.WEEKDAYS, "weekends", ThresholdBlock.WEEKENDS));
    /** Names of days that have bounds of their own. */
    static final Set<String> CLASSES = Collections.unmodifiableSet(DAYS_OF_WEEK.keySet());

    private static final int WHOLE_DAY = 24;
    private static final int USUAL_WINDOW = 3;

    private ResultJson() {}

    /** @param past what was heeded of the history */
    static ObjectNode of(Recommendation found, LearnedPast past) {
        ObjectNode node =
                JsonNodeFactory.instance.objectNode().put("name", found.name()).put("unique_key", found.uniqueKey());
        ObjectNode labels = node.putObject("labels");
        found.labels().forEach(labels::put);
        ArrayNode blocks = node.putArray("thresholds");
        found.thresholds().forEach(block -> blocks.add(of(block)));
        node.put(STATUS, found.status().wireName()).put("error_message", found.errorMessage());
        found.failure().ifPresent(reason -> node.put(REASON, reason.wireName()));
        node.set("back_test", of(found.backTest()));
        node.set("quality", of(found.quality()));
        if (found.isSuccess()) {
            node.set(EXPECTATION, of(found.expectation()));
        }
        if (!past.isEmpty()) {
            node.set(PAST, of(past));
        }
        return node;
    }

    public static boolean isSuccess(JsonNode entry) {
        return Recommendation.Status.SUCCESS
                .wireName()
                .equals(entry.path(STATUS).asText());
    }

    /** Whether a series had no values for so long that it counts as gone. */
    public static boolean isGone(JsonNode entry) {
        return GONE.equals(entry.path(REASON).asText());
    }

    /** What stays of the entry of a series that counts as gone. */
    static ObjectNode gone(JsonNode entry) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        List.of("name", "unique_key", "labels").forEach(field -> node.set(field, entry.path(field)));
        node.putArray("thresholds");
        return node.put(STATUS, Recommendation.Status.FAILED.wireName())
                .put("error_message", "the series has no values any more and counts as gone: a sync deletes its rules")
                .put(REASON, GONE);
    }

    /** What was heeded when an entry was computed. */
    public static KnownPast past(JsonNode entry) {
        Map<LearnedPast.Kind, List<TimeRange>> ranges = new EnumMap<>(LearnedPast.Kind.class);
        for (LearnedPast.Kind kind : LearnedPast.Kind.values()) {
            ranges.put(kind, ranges(entry.path(PAST).path("stretches"), kind));
        }
        return LearnedPast.known(ranges);
    }

    private static List<TimeRange> ranges(JsonNode stretches, LearnedPast.Kind kind) {
        return stretches
                .valueStream()
                .filter(stretch -> kind.wireName().equals(stretch.path("kind").asText()))
                .map(stretch -> new TimeRange(
                        stretch.path("start_time").asLong(),
                        stretch.path("end_time").asLong()))
                .toList();
    }

    /**
     * An entry as a recommendation, also one that a person corrected.
     *
     * @param interval of {@link #blocks}
     * @param backTest what its bounds do to some points
     */
    public static Recommendation recommendation(JsonNode entry, Duration interval, BackTest backTest) {
        Map<String, String> labels = new HashMap<>();
        entry.path("labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        JsonNode expected = entry.path(EXPECTATION);
        return new Recommendation(
                entry.path("name").asText(),
                entry.path("unique_key").asText(),
                labels,
                blocks(entry, interval),
                isSuccess(entry) ? Recommendation.Status.SUCCESS : Recommendation.Status.FAILED,
                null,
                entry.path("error_message").asText(),
                backTest,
                quality(entry.path("quality")),
                new Expectation(
                        expected.path("false_alarms_per_month").asDouble(),
                        expected.path("incidents").asInt(),
                        expected.path("found").asInt(),
                        expected.path(SPLITS).asBoolean()));
    }

    private static Quality quality(JsonNode stored) {
        List<Quality.Note> notes = stored.path("notes")
                .valueStream()
                .map(note -> new Quality.Note(
                        Quality.Code.valueOf(note.path("code").asText().toUpperCase(Locale.ROOT)),
                        note.path("text").asText()))
                .toList();
        Quality.Level level = stored.has("level")
                ? Quality.Level.valueOf(stored.path("level").asText().toUpperCase(Locale.ROOT))
                : Quality.Level.POOR;
        return new Quality(
                level, stored.path("coverage").asDouble(), stored.path("daily").asBoolean(), notes);
    }

    /**
     * The bounds of an entry, also of one that a person corrected.
     *
     * @param interval between two points of the series, where the entry does not say it
     */
    public static List<ThresholdBlock> blocks(JsonNode entry, Duration interval) {
        return entry.path("thresholds")
                .valueStream()
                .filter(block -> block.path("upper_bound").isNumber()
                        || block.path("lower_bound").isNumber())
                .map(block -> block(block, interval))
                .toList();
    }

    private static ThresholdBlock block(JsonNode stored, Duration interval) {
        int usual = Math.max(1, stored.path("window_size").asInt(USUAL_WINDOW));
        int upperWindow = Math.max(1, stored.path("upper_window").asInt(usual));
        int lowerWindow = Math.max(1, stored.path("lower_window").asInt(usual));
        Double upper = number(stored.path("upper_bound"));
        Double lower = number(stored.path("lower_bound"));
        return new ThresholdBlock(
                stored.path("start_hour").asInt(),
                stored.path("end_hour").asInt(WHOLE_DAY),
                upper,
                lower,
                usual,
                upper == null ? null : (Integer) upperWindow,
                lower == null ? null : (Integer) lowerWindow,
                upper == null
                        ? interval(stored.path("lower_window_seconds"), lowerWindow, interval)
                        : interval(stored.path("upper_window_seconds"), upperWindow, interval),
                days(stored));
    }

    /** On which days of the week a block holds. */
    public static Set<DayOfWeek> days(JsonNode block) {
        return DAYS_OF_WEEK.getOrDefault(block.path(DAYS).asText(""), ThresholdBlock.EVERY_DAY);
    }

    private static Duration interval(JsonNode seconds, int window, Duration otherwise) {
        return seconds.isNumber() ? Duration.ofSeconds(Math.max(1, seconds.asLong() / window)) : otherwise;
    }

    private static @Nullable Double number(JsonNode value) {
        return value.isNumber() ? (Double) value.doubleValue() : null;
    }

    private static JsonNode of(Expectation expectation) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("false_alarms_per_month", expectation.falseAlarmsPerMonth())
                .put("incidents", expectation.incidents())
                .put("found", expectation.found())
                .put(SPLITS, expectation.splitsAtEdges())
                .put("text", expectation.text());
    }

    private static JsonNode of(LearnedPast past) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        past.counts().forEach((kind, count) -> node.put(kind.wireName(), count));
        node.put("often", past.often()).put("text", past.text());
        ArrayNode stretches = node.putArray("stretches");
        past.stretches().stream().limit(BackTest.SHOWN).forEach(stretch -> stretches
                .addObject()
                .put("kind", stretch.kind().wireName())
                .put("start_time", stretch.range().start())
                .put("end_time", stretch.range().end())
                .put("event_id", stretch.eventId()));
        return node;
    }

    private static JsonNode of(ThresholdBlock block) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        DAYS_OF_WEEK.forEach((name, days) -> {
            if (days.equals(block.days())) {
                node.put(DAYS, name);
            }
        });
        return node.put("start_hour", block.startHour())
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
