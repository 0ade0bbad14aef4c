package routes.threshold.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import routes.common.json.Json;
import routes.threshold.Direction;
import routes.threshold.Quality;

/**
 * Keeps what was known before: a rule goes only when its thing is known to be gone. A bound that could not be learned this time
 * stays as it was, marked with {@code upper_kept_since} or {@code lower_kept_since} and noted as {@code kept_last_known}; a series that the answers do not have is unknown,
 * not gone, until it was missing ({@code missing_since}) for long enough. Pure.
 *
 * <p>An entry is one of {@link ResultJson}. Of one that failed, {@code last_known} holds the bounds that it had.
 */
final class LastKnown {
    private static final String LAST_KNOWN = "last_known";
    private static final String MISSING_SINCE = "missing_since";
    private static final String SUCCESS = "Success";
    private static final List<String> SIDES = List.of("upper", "lower");
    private static final int DAY = 24;

    private final Terms terms;

    private LastKnown(Terms terms) {
        this.terms = terms;
    }

    /**
     * @param direction of the bounds that are wanted
     * @param learnedAt when the earlier version was computed
     * @param goneAfter how long a series is missing before it counts as gone
     */
    record Terms(Direction direction, Instant learnedAt, Instant now, Duration goneAfter) {}

    /**
     * @param fresh the entries of the new version
     * @param earlier those of the version before, of the same configuration and template
     * @return the fresh entries with what is kept, then the series that are missing
     */
    static List<ObjectNode> keep(List<ObjectNode> fresh, List<ObjectNode> earlier, Terms terms) {
        LastKnown kept = new LastKnown(terms);
        Map<String, ObjectNode> before = new HashMap<>();
        earlier.forEach(entry -> before.put(key(entry), entry));
        List<ObjectNode> all = new ArrayList<>();
        Set<String> there = new HashSet<>();
        for (ObjectNode entry : fresh) {
            there.add(key(entry));
            all.add(kept.entry(entry, before.get(key(entry))));
        }
        earlier.stream()
                .filter(entry -> !there.contains(key(entry)))
                .map(kept::missing)
                .filter(Objects::nonNull)
                .forEach(all::add);
        return all;
    }

    private static String key(ObjectNode entry) {
        return entry.path("unique_key").asText();
    }

    private ObjectNode entry(ObjectNode fresh, @Nullable ObjectNode before) {
        JsonNode known = before == null ? null : bounds(before);
        if (known == null || known.isEmpty()) {
            return fresh;
        }
        ObjectNode entry = fresh.deepCopy();
        if (!isSuccess(fresh)) {
            entry.set(LAST_KNOWN, known.deepCopy());
            return entry;
        }
        ArrayNode bounds = merged(fresh.path("thresholds"), known);
        entry.set("thresholds", bounds);
        List<String> kept = bounds.valueStream()
                .flatMap(block ->
                        SIDES.stream().filter(side -> block.has(since(side))).map(side -> kept(block, side)))
                .toList();
        if (!kept.isEmpty()) {
            note(entry, "Not learned anew: " + String.join(", ", kept));
        }
        return entry;
    }

    /** A series that is gone is said for as long again: so long a sync deletes its rules without asking a person. */
    private @Nullable ObjectNode missing(ObjectNode before) {
        if (bounds(before).isEmpty() && !ResultJson.isGone(before)) {
            return null;
        }
        Instant since = before.path(MISSING_SINCE).isTextual()
                ? Json.instant(before.path(MISSING_SINCE).asText())
                : terms.now();
        if (terms.now().isBefore(since.plus(terms.goneAfter()))) {
            ObjectNode entry = before.deepCopy().put(MISSING_SINCE, Json.text(since));
            note(entry, "The series had no values since " + Json.text(since) + ": its bounds are those of before");
            return entry;
        }
        return terms.now().isBefore(since.plus(terms.goneAfter().multipliedBy(2)))
                ? ResultJson.gone(before).put(MISSING_SINCE, Json.text(since))
                : null;
    }

    private static String kept(JsonNode block, String side) {
        return "%s bound at %d-%d h, of %s"
                .formatted(
                        side, start(block), end(block), block.path(since(side)).asText());
    }

    /** Once, whatever else is noted; the entry is fair at best then. */
    private static void note(ObjectNode entry, String text) {
        String code = Quality.Code.KEPT_LAST_KNOWN.wireName();
        boolean there =
                entry.path("quality").path("notes").findValuesAsText("code").contains(code);
        if (there || !(entry.path("quality") instanceof ObjectNode quality)) {
            return;
        }
        quality.withArray("notes").addObject().put("code", code).put("text", text);
        if (Quality.Level.GOOD.wireName().equals(quality.path("level").asText())) {
            quality.put("level", Quality.Code.KEPT_LAST_KNOWN.atBest().wireName());
        }
    }

    private static JsonNode bounds(ObjectNode entry) {
        return isSuccess(entry) ? entry.path("thresholds") : entry.path(LAST_KNOWN);
    }

    private static boolean isSuccess(JsonNode entry) {
        return SUCCESS.equals(entry.path("status").asText());
    }

    /** Weekdays and weekends apart, where either has bounds of their own. */
    private ArrayNode merged(JsonNode fresh, JsonNode known) {
        boolean apart = fresh.findValue(ResultJson.DAYS) != null || known.findValue(ResultJson.DAYS) != null;
        if (!apart) {
            return mergedDay(fresh, known);
        }
        ArrayNode all = Json.mapper().createArrayNode();
        for (String days : ResultJson.CLASSES) {
            mergedDay(ofDays(fresh, days), ofDays(known, days))
                    .forEach(block -> all.add(((ObjectNode) block).put(ResultJson.DAYS, days)));
        }
        boolean kept = all.findValue(since("upper")) != null || all.findValue(since("lower")) != null;
        return kept ? all : fresh.deepCopy();
    }

    private static ArrayNode ofDays(JsonNode blocks, String days) {
        ArrayNode those = Json.mapper().createArrayNode();
        for (JsonNode block : blocks) {
            if (block.path(ResultJson.DAYS).asText(days).equals(days)) {
                those.add(((ObjectNode) block.deepCopy()).put(ResultJson.DAYS, days));
            }
        }
        return those;
    }

    /** Cuts the day at the edges of both where something is kept; the fresh blocks alone where nothing is. */
    private ArrayNode mergedDay(JsonNode fresh, JsonNode known) {
        SortedSet<Integer> edges = new TreeSet<>();
        for (JsonNode blocks : List.of(fresh, known)) {
            blocks.forEach(block -> edges.addAll(List.of(start(block), end(block))));
        }
        List<ObjectNode> parts = new ArrayList<>();
        Integer from = null;
        boolean kept = false;
        for (Integer to : edges) {
            if (from != null) {
                ObjectNode part = part(at(fresh, from), at(known, from), from, to);
                kept |= part.has(since("upper")) || part.has(since("lower"));
                parts.add(part);
            }
            from = to;
        }
        ArrayNode all = Json.mapper().createArrayNode();
        if (!kept) {
            fresh.forEach(block -> all.add(block.deepCopy()));
            return all;
        }
        joined(parts).forEach(all::add);
        return all;
    }

    private ObjectNode part(@Nullable JsonNode fresh, @Nullable JsonNode known, int from, int to) {
        ObjectNode part = fresh == null ? Json.mapper().createObjectNode() : fresh.deepCopy();
        part.put("start_hour", from).put("end_hour", to);
        side(part, known, "upper", terms.direction().wantsUpper());
        side(part, known, "lower", terms.direction().wantsLower());
        return part;
    }

    private void side(ObjectNode part, @Nullable JsonNode known, String side, boolean wanted) {
        String bound = side + "_bound";
        if (part.path(bound).isNumber()) {
            return;
        }
        part.putNull(bound);
        if (!wanted || known == null || !known.path(bound).isNumber()) {
            return;
        }
        part.set(bound, known.path(bound));
        JsonNode window = known.has(side + "_window") ? known.path(side + "_window") : known.path("window_size");
        part.set(side + "_window", window);
        String seconds = side + "_window_seconds";
        if (known.path(seconds).isNumber()) {
            part.set(seconds, known.path(seconds));
        }
        if (!part.has("window_size")) {
            part.set("window_size", window);
        }
        String already = known.path(since(side)).asText("");
        part.put(since(side), already.isEmpty() ? Json.text(terms.learnedAt()) : already);
    }

    /** Neighbours that say the same become one block again. */
    private static List<ObjectNode> joined(List<ObjectNode> parts) {
        List<ObjectNode> joined = new ArrayList<>();
        for (ObjectNode part : parts) {
            ObjectNode last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && end(last) == start(part) && sameBounds(last, part)) {
                last.put("end_hour", end(part));
            } else {
                joined.add(part);
            }
        }
        return joined;
    }

    private static boolean sameBounds(ObjectNode one, ObjectNode other) {
        List<String> hours = List.of("start_hour", "end_hour");
        return one.deepCopy().remove(hours).equals(other.deepCopy().remove(hours));
    }

    private static @Nullable JsonNode at(JsonNode blocks, int hour) {
        for (JsonNode block : blocks) {
            if (start(block) <= hour && hour < end(block)) {
                return block;
            }
        }
        return null;
    }

    private static int start(JsonNode block) {
        return block.path("start_hour").asInt();
    }

    private static int end(JsonNode block) {
        return block.path("end_hour").asInt(DAY);
    }

    private static String since(String side) {
        return side + "_kept_since";
    }
}
