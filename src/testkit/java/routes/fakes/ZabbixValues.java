package routes.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import routes.common.json.Json;

/** What the items of a fake Zabbix measured: single values, and one row an hour of older ones. */
public final class ZabbixValues {
    private record Value(String item, long clock, int ns, double value) {}

    private record Hour(String item, long clock, double average) {}

    private final ZabbixModel model;
    private final List<Value> values = new ArrayList<>();
    private final List<Hour> hours = new ArrayList<>();

    ZabbixValues(ZabbixModel model) {
        this.model = model;
    }

    public void add(String item, long clock, double value) {
        add(item, clock, 0, value);
    }

    public synchronized void add(String item, long clock, int ns, double value) {
        values.add(new Value(item, clock, ns, value));
    }

    /** One value a minute from here on. */
    public void addMinutes(String item, long from, double... minutes) {
        for (int index = 0; index < minutes.length; index++) {
            add(item, from + 60L * index, minutes[index]);
        }
    }

    public synchronized void addHour(String item, long clock, double average) {
        hours.add(new Hour(item, clock, average));
    }

    /** The wrong kind of history is an empty list, not an error. */
    synchronized ArrayNode history(JsonNode params) {
        String kind = params.path("history").asText("3");
        Comparator<Value> order = params.path("sortfield").asText("").equals("itemid")
                ? Comparator.comparing(Value::item)
                : Comparator.comparingLong(Value::clock);
        Stream<Value> found = values.stream()
                .filter(value -> ZabbixTable.among(text(value.item()), params.path("itemids")))
                .filter(value -> kind(value.item()).equals(kind))
                .filter(value -> within(params, value.clock()))
                .sorted("DESC".equals(params.path("sortorder").asText()) ? order.reversed() : order);
        ArrayNode rows = Json.mapper().createArrayNode();
        found.limit(params.path("limit").asInt(Integer.MAX_VALUE)).forEach(value -> rows.addObject()
                .put("itemid", value.item())
                .put("clock", String.valueOf(value.clock()))
                .put("ns", String.valueOf(value.ns()))
                .put("value", plain(value)));
        return rows;
    }

    private String plain(Value value) {
        return kind(value.item()).equals("3") ? String.valueOf((long) value.value()) : String.valueOf(value.value());
    }

    synchronized ArrayNode trends(JsonNode params) {
        if (params.has("history") || params.has("sortfield")) {
            throw ZabbixError.params("Invalid parameter \"/\": unexpected parameter.");
        }
        ArrayNode rows = Json.mapper().createArrayNode();
        hours.stream()
                .filter(hour -> ZabbixTable.among(text(hour.item()), params.path("itemids")))
                .filter(hour -> within(params, hour.clock()))
                .limit(params.path("limit").asInt(Integer.MAX_VALUE))
                .forEach(hour -> row(rows.addObject(), hour));
        return rows;
    }

    private static void row(ObjectNode row, Hour hour) {
        row.put("itemid", hour.item())
                .put("clock", String.valueOf(hour.clock()))
                .put("num", "60")
                .put("value_min", String.valueOf(hour.average() - 1))
                .put("value_avg", String.valueOf(hour.average()))
                .put("value_max", String.valueOf(hour.average() + 1));
    }

    private String kind(String item) {
        ObjectNode found = model.items.row(item);
        return found == null ? "" : found.path("value_type").asText();
    }

    private static boolean within(JsonNode params, long clock) {
        return clock >= params.path("time_from").asLong(0)
                && clock <= params.path("time_till").asLong(Long.MAX_VALUE);
    }

    private static JsonNode text(String value) {
        return Json.mapper().getNodeFactory().textNode(value);
    }
}
