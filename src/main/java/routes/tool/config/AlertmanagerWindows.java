package routes.tool.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import routes.common.json.Json;

/** The time intervals of an Alertmanager as windows of a subscription. */
final class AlertmanagerWindows {
    private static final List<String> WEEK =
            List.of("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday");

    private AlertmanagerWindows() {}

    /** @param route whose {@code active_time_intervals} the subscription takes over */
    static void put(ObjectNode one, JsonNode config, JsonNode route, Unsaid unsaid) {
        for (JsonNode name : route.path("active_time_intervals")) {
            for (String list : List.of("time_intervals", "mute_time_intervals")) {
                for (int i = 0; i < config.path(list).size(); i++) {
                    JsonNode named = config.path(list).path(i);
                    if (named.path("name").equals(name)) {
                        windows(one, named.path("time_intervals"), list + "[" + i + "].time_intervals", unsaid);
                    }
                }
            }
        }
    }

    private static void windows(ObjectNode one, JsonNode intervals, String place, Unsaid unsaid) {
        for (int i = 0; i < intervals.size(); i++) {
            window(one, intervals.path(i), place + "[" + i + "]", unsaid);
        }
    }

    private static void window(ObjectNode one, JsonNode interval, String place, Unsaid unsaid) {
        ArrayNode days = Json.mapper().createArrayNode();
        for (JsonNode range : interval.path("weekdays")) {
            days.addAll(days(range.asText()));
        }
        String zone = interval.path("location").asText("UTC");
        if (!said(interval, days, zone, place, unsaid)) {
            return;
        }
        JsonNode times = interval.path("times");
        List<JsonNode> each = new ArrayList<>();
        times.forEach(each::add);
        if (each.isEmpty()) {
            each.add(Json.mapper().createObjectNode().put("start_time", "00:00").put("end_time", "24:00"));
        }
        for (JsonNode time : each) {
            ObjectNode window = one.withArray("windows").addObject();
            window.put("from", time.path("start_time").asText())
                    .put("to", time.path("end_time").asText());
            window.put("zone", zone);
            if (!days.isEmpty()) {
                window.set("days", days);
            }
        }
        one.put("outside_windows", "drop");
    }

    private static boolean said(JsonNode interval, ArrayNode days, String zone, String place, Unsaid unsaid) {
        for (String field : List.of("days_of_month", "months", "years")) {
            if (interval.has(field)) {
                unsaid.add(
                        place + "." + field,
                        "windows come again every week: this part of the interval is left out whole");
                return false;
            }
        }
        if (interval.has("weekdays") && days.isEmpty()) {
            unsaid.add(place + ".weekdays", "these are no days: a week begins with sunday");
            return false;
        }
        if (!zone.equals("UTC") && !ZoneId.getAvailableZoneIds().contains(zone)) {
            unsaid.add(place + ".location", "the zone " + zone + " has no name here: name one such as Europe/Berlin");
            return false;
        }
        return true;
    }

    private static ArrayNode days(String range) {
        String[] ends = range.toLowerCase(Locale.ROOT).split(":");
        ArrayNode days = Json.mapper().createArrayNode();
        for (int day = WEEK.indexOf(ends[0]); day >= 0 && day <= WEEK.indexOf(ends[ends.length - 1]); day++) {
            days.add(WEEK.get(day).substring(0, 3).toUpperCase(Locale.ROOT));
        }
        return days;
    }
}
