package routes.datasource.zabbix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import routes.common.json.Json;
import routes.datasource.PlatformFailure;
import routes.datasource.SeriesPage;
import routes.datasource.SeriesRange;
import routes.datasource.Source;
import routes.datasource.TimeSeries;

/**
 * Reads items step by step, one call each: what they are, then history a few items at a time, then the hourly trends of what
 * history no longer holds. Pure: it decides what to read next and reads what came; where it is stands in the cursor.
 */
final class ZabbixHistory {
    /** Rows of one answer. */
    static final int PAGE = 5000;

    private static final long HOUR = 3600;
    private static final List<String> NUMERIC = List.of("0", "3");

    private final Source source;
    private final SeriesRange range;
    private final Map<String, String> hosts = new LinkedHashMap<>();

    /** @param kind of history: 0 float, 3 unsigned; null for trends. @param until last second, inclusive */
    record Part(@Nullable String kind, List<String> items, long from, long until) {}

    /** @param parts still to read, the first one next. @param first when the history of an item begins */
    record Cursor(List<Part> parts, SortedMap<String, Long> first, List<String> items) {
        static Cursor parse(String text) {
            try {
                return Json.mapper().readValue(text, Cursor.class);
            } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                throw new IllegalArgumentException("no cursor of Zabbix", e);
            }
        }

        String text() {
            return new String(Json.bytes(this), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    /** A call to make. */
    record Call(String method, ObjectNode params) {}

    ZabbixHistory(Source source, SeriesRange range) {
        this.source = source;
        this.range = range;
        source.config()
                .path("targets")
                .forEach(target -> hosts.put(
                        target.path("itemid").asText(), target.path("hostname").asText()));
    }

    /** Which items there are, of which kind, and what they are called now. */
    Call items() {
        return new Call("item.get", ZabbixItems.params(hosts.keySet()));
    }

    /**
     * Where to begin.
     *
     * @throws PlatformFailure.BadRequest when an item is not what the config says: its values are of something else
     */
    Cursor start(ZabbixItems items) {
        SortedMap<String, List<String>> kinds = new TreeMap<>();
        for (ZabbixItems.Target target : ZabbixItems.targets(source.config())) {
            items.mistake(target, source.config().path("metric_name").asText()).ifPresent(mistake -> {
                throw new PlatformFailure.BadRequest("other_item", mistake);
            });
            items.item(target.itemId()).ifPresent(item -> kinds.computeIfAbsent(item.kind(), kind -> new ArrayList<>())
                    .add(item.id()));
        }
        kinds.keySet().retainAll(NUMERIC);
        if (kinds.isEmpty()) {
            throw new PlatformFailure.BadRequest(
                    "no_numeric_item", "none of the targets is an item with numbers that this account may see");
        }
        List<Part> parts = new ArrayList<>();
        kinds.forEach((kind, ids) -> chunks(ids, itemsOfACall()).forEach(chunk -> parts.add(part(kind, chunk))));
        List<String> all = kinds.values().stream().flatMap(List::stream).toList();
        return new Cursor(parts, new TreeMap<>(), all);
    }

    private int itemsOfACall() {
        long points = range.length().toSeconds() / Math.max(1, source.interval().toSeconds()) + 1;
        return (int) Math.max(1, PAGE / points);
    }

    private Part part(@Nullable String kind, List<String> items) {
        return new Part(kind, items, range.start().getEpochSecond(), range.end().getEpochSecond() - 1);
    }

    Call call(Cursor cursor) {
        Part part = cursor.parts().get(0);
        ObjectNode params = Json.mapper().createObjectNode();
        part.items().forEach(params.putArray("itemids")::add);
        params.put("time_from", part.from()).put("time_till", part.until()).put("limit", PAGE);
        if (part.kind() == null) {
            ArrayNode fields = params.putArray("output");
            List.of("itemid", "clock", "num", "value_min", "value_avg", "value_max")
                    .forEach(fields::add);
            return new Call("trend.get", params);
        }
        params.put("output", "extend").put("history", part.kind());
        params.put("sortfield", "clock").put("sortorder", "ASC");
        return new Call("history.get", params);
    }

    /** The points of an answer, and what to ask next. */
    SeriesPage after(Cursor cursor, JsonNode rows) {
        Part part = cursor.parts().get(0);
        List<Part> rest =
                new ArrayList<>(cursor.parts().subList(1, cursor.parts().size()));
        SortedMap<String, Long> first = new TreeMap<>(cursor.first());
        if (part.kind() != null) {
            rows.forEach(row ->
                    first.merge(row.path("itemid").asText(), row.path("clock").asLong(), Math::min));
            rest.addAll(0, remaining(part, rows));
        }
        boolean historyIsRead = rest.stream().allMatch(one -> one.kind() == null);
        if (part.kind() != null && historyIsRead) {
            rest.addAll(trends(cursor.items(), first));
        }
        return page(part.kind() == null ? trends(rows) : series(rows), new Cursor(rest, first, cursor.items()));
    }

    /**
     * What a full answer left: from its last second on, which comes again. A second that alone fills an answer is read item
     * by item, and then left behind: of one second one point is wanted.
     */
    private static List<Part> remaining(Part part, JsonNode rows) {
        if (rows.size() < PAGE) {
            return List.of();
        }
        long last = rows.get(rows.size() - 1).path("clock").asLong();
        if (last > part.from()) {
            return List.of(new Part(part.kind(), part.items(), last, part.until()));
        }
        if (part.items().size() > 1) {
            return part.items().stream()
                    .map(item -> new Part(part.kind(), List.of(item), part.from(), part.until()))
                    .toList();
        }
        return part.from() >= part.until()
                ? List.of()
                : List.of(new Part(part.kind(), part.items(), part.from() + 1, part.until()));
    }

    /** The whole hours before the history of an item. */
    private List<Part> trends(List<String> items, SortedMap<String, Long> first) {
        long start = range.start().getEpochSecond();
        long end = range.end().getEpochSecond();
        SortedMap<Long, List<String>> byHour = new TreeMap<>();
        for (String item : items) {
            long hour = first.getOrDefault(item, end) / HOUR * HOUR;
            if (hour - start >= HOUR) {
                byHour.computeIfAbsent(hour, unused -> new ArrayList<>()).add(item);
            }
        }
        int itemsOfACall = (int) Math.max(1, PAGE / ((end - start) / HOUR + 1));
        List<Part> parts = new ArrayList<>();
        byHour.forEach((hour, ids) ->
                chunks(ids, itemsOfACall).forEach(chunk -> parts.add(new Part(null, chunk, start, hour - 1))));
        return parts;
    }

    private List<TimeSeries> series(JsonNode rows) {
        List<TimeSeries> all = new ArrayList<>();
        byItem(rows, List.of("value"))
                .forEach((item, found) -> all.add(series(
                        item,
                        found.stream()
                                .mapToLong(row -> row.path("clock").asLong())
                                .toArray(),
                        found.stream()
                                .mapToDouble(row -> number(row.path("value")).orElseThrow())
                                .toArray())));
        return all;
    }

    /** An hour is as many values as it had: some at its greatest, some at its least, the others at its mean. */
    private List<TimeSeries> trends(JsonNode rows) {
        List<TimeSeries> all = new ArrayList<>();
        byItem(rows, ZabbixTrend.VALUES).forEach((item, found) -> {
            ZabbixTrend trend = ZabbixTrend.of(found);
            all.add(series(item, trend.times(), trend.values()));
        });
        return all;
    }

    private static Map<String, List<JsonNode>> byItem(JsonNode rows, List<String> fields) {
        Map<String, List<JsonNode>> byItem = new LinkedHashMap<>();
        rows.forEach(row -> {
            if (fields.stream().allMatch(field -> number(row.path(field)).isPresent())) {
                byItem.computeIfAbsent(row.path("itemid").asText(), item -> new ArrayList<>())
                        .add(row);
            }
        });
        return byItem;
    }

    private TimeSeries series(String item, long[] times, double[] values) {
        Map<String, String> labels = Map.of("hostname", hosts.getOrDefault(item, ""), "itemid", item);
        return TimeSeries.of(source.config().path("metric_name").asText(), labels, times, values);
    }

    /** A row that holds no number is left out; the others count. */
    private static Optional<Double> number(JsonNode value) {
        try {
            return Optional.of(Double.valueOf(value.asText()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static SeriesPage page(List<TimeSeries> series, Cursor next) {
        return new SeriesPage(series, next.parts().isEmpty() ? Optional.empty() : Optional.of(next.text()));
    }

    private static <T> List<List<T>> chunks(List<T> all, int size) {
        List<List<T>> chunks = new ArrayList<>();
        for (int from = 0; from < all.size(); from += size) {
            chunks.add(List.copyOf(all.subList(from, Math.min(all.size(), from + size))));
        }
        return chunks;
    }
}
