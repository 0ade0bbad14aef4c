package routes.tool.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import routes.common.json.Json;

/**
 * A configuration of Alertmanager as files of ours. Each route with a receiver that posts a webhook becomes a subscription; an
 * inhibition stays one. What has no words here is listed with the reason, and nothing is guessed.
 */
public final class AlertmanagerImport {
    private static final Pattern MATCHER = Pattern.compile("\\s*([^=!~\\s]+)\\s*(=~|!~|!=|=)\\s*\"?(.*?)\"?\\s*");
    private static final Pattern PART = Pattern.compile("(\\d+)(ms|[smhdwy])");
    private static final Map<String, Long> SECONDS =
            Map.of("s", 1L, "m", 60L, "h", 3600L, "d", 86_400L, "w", 604_800L, "y", 31_536_000L, "ms", 0L);
    private static final Map<String, String> DAYS = Map.of(
            "monday",
            "MON",
            "tuesday",
            "TUE",
            "wednesday",
            "WED",
            "thursday",
            "THU",
            "friday",
            "FRI",
            "saturday",
            "SAT",
            "sunday",
            "SUN");

    private final JsonNode config;
    private final List<ObjectNode> subscriptions = new ArrayList<>();
    private final List<ObjectNode> inhibitions = new ArrayList<>();
    private final List<String> unsaid = new ArrayList<>();
    private final Map<String, Integer> names = new HashMap<>();

    private AlertmanagerImport(JsonNode config) {
        this.config = config;
    }

    /** @param unsaid what could not be said, with the reason */
    public record Result(List<ObjectNode> subscriptions, List<ObjectNode> inhibitions, List<String> unsaid) {}

    /** @param config {@code alertmanager.yml} as JSON */
    public static Result of(JsonNode config) {
        AlertmanagerImport made = new AlertmanagerImport(config);
        made.route(config.path("route"), new Inherited(null, List.of(), null, null, null, null), "route");
        int number = 1;
        for (JsonNode rule : config.path("inhibit_rules")) {
            made.inhibition(rule, number++);
        }
        if (config.has("templates")) {
            made.unsaid.add(
                    "templates: messages are written by templates of ours (templates/ in the folder of extensions)");
        }
        return new Result(made.subscriptions, made.inhibitions, made.unsaid);
    }

    /** What a route has from those above it. */
    private record Inherited(
            @Nullable String receiver,
            List<ObjectNode> matchers,
            @Nullable JsonNode groupBy,
            @Nullable String groupWait,
            @Nullable String interval,
            @Nullable String repeat) {}

    private void route(JsonNode route, Inherited above, String place) {
        List<ObjectNode> matchers = new ArrayList<>(above.matchers());
        matchers.addAll(matchers(route, List.of("matchers"), "match", "match_re", place));
        Inherited own = new Inherited(
                route.path("receiver").asText(above.receiver()),
                matchers,
                route.has("group_by") ? route.path("group_by") : above.groupBy(),
                route.path("group_wait").asText(above.groupWait()),
                route.path("group_interval").asText(above.interval()),
                route.path("repeat_interval").asText(above.repeat()));
        if (route.has("mute_time_intervals")) {
            unsaid.add(
                    place + ": mute_time_intervals: say the hours in which it is notified (windows), or a silence with"
                            + " windows");
        }
        int child = 0;
        boolean first = false;
        for (JsonNode below : route.path("routes")) {
            first |= !below.path("continue").asBoolean();
            route(below, own, place + ".routes[" + child++ + "]");
        }
        if (first) {
            unsaid.add(
                    place + ": Alertmanager takes the first route that fits and this one only for the rest; here every"
                            + " subscription that fits is notified: add matchers with != where that is too much");
        }
        receiver(route, own, place);
    }

    private void receiver(JsonNode route, Inherited own, String place) {
        for (JsonNode receiver : config.path("receivers")) {
            if (!receiver.path("name").asText().equals(own.receiver())) {
                continue;
            }
            receiver.path("webhook_configs").forEach(hook -> subscription(route, own, hook, place));
            receiver.properties().stream()
                    .map(Map.Entry::getKey)
                    .filter(kind -> kind.endsWith("_configs") && !kind.equals("webhook_configs"))
                    .forEach(kind -> unsaid.add("receiver " + own.receiver() + ": " + kind
                            + " needs a bot and a strategy: make them (bots/, strategies/) and name the strategy in the"
                            + " subscription"));
        }
    }

    private void subscription(JsonNode route, Inherited own, JsonNode hook, String place) {
        String url = hook.path("url").asText();
        if (url.isEmpty()) {
            unsaid.add("receiver " + own.receiver() + ": its address is not in the file (url_file)");
            return;
        }
        ObjectNode one = Json.mapper().createObjectNode();
        int number = names.merge(String.valueOf(own.receiver()), 1, Integer::sum);
        one.put("name", number == 1 ? own.receiver() : own.receiver() + " " + number);
        one.put("description", place + " of alertmanager.yml");
        one.put("agent_type", "intelligent_threshold_agent");
        one.put("start_time", "2020-01-01T00:00:00.000Z").put("end_time", "2120-01-01T00:00:00.000Z");
        one.putArray("event_level");
        one.put("enable_webhook", true).put("webhook_endpoint", url).put("webhook_format", "event.v1");
        one.put("notify_resolved", hook.path("send_resolved").asBoolean(true));
        if (!own.matchers().isEmpty()) {
            one.putArray("matchers").addAll(own.matchers());
        }
        grouping(one, own, place);
        windows(one, route);
        subscriptions.add(one);
    }

    private void grouping(ObjectNode one, Inherited own, String place) {
        if (own.groupBy() != null && !own.groupBy().toString().contains("...")) {
            one.set("group_by", own.groupBy());
            seconds(own.groupWait(), place).ifPresent(wait -> one.put("group_wait_seconds", wait));
            seconds(own.interval(), place).ifPresent(interval -> one.put("group_interval_seconds", interval));
        }
        seconds(own.repeat(), place).ifPresent(repeat -> one.put("remind_every_seconds", repeat));
    }

    private void windows(ObjectNode one, JsonNode route) {
        for (JsonNode name : route.path("active_time_intervals")) {
            for (String list : List.of("time_intervals", "mute_time_intervals")) {
                for (JsonNode named : config.path(list)) {
                    if (named.path("name").equals(name)) {
                        named.path("time_intervals").forEach(interval -> window(one, interval, name.asText()));
                    }
                }
            }
        }
    }

    private void window(ObjectNode one, JsonNode interval, String name) {
        if (interval.has("days_of_month") || interval.has("months") || interval.has("years")) {
            unsaid.add("time interval " + name
                    + ": windows come again every week; days of a month, months and years cannot be said");
            return;
        }
        ArrayNode days = Json.mapper().createArrayNode();
        for (JsonNode range : interval.path("weekdays")) {
            days.addAll(days(range.asText()));
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
            window.put("zone", interval.path("location").asText("UTC"));
            if (!days.isEmpty()) {
                window.set("days", days);
            }
        }
        one.put("outside_windows", "drop");
    }

    private static ArrayNode days(String range) {
        List<String> order = List.of("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday");
        String[] ends = range.toLowerCase(Locale.ROOT).split(":");
        ArrayNode days = Json.mapper().createArrayNode();
        for (int day = order.indexOf(ends[0]); day >= 0 && day <= order.indexOf(ends[ends.length - 1]); day++) {
            days.add(DAYS.get(order.get(day)));
        }
        return days;
    }

    private void inhibition(JsonNode rule, int number) {
        String place = "inhibit_rules[" + (number - 1) + "]";
        ObjectNode one = Json.mapper().createObjectNode().put("name", "alertmanager " + number);
        List<ObjectNode> source = matchers(rule, List.of("source_matchers"), "source_match", "source_match_re", place);
        List<ObjectNode> target = matchers(rule, List.of("target_matchers"), "target_match", "target_match_re", place);
        if (source.isEmpty() || target.isEmpty()) {
            unsaid.add(place + ": both sides need a matcher");
            return;
        }
        one.putArray("source_matchers").addAll(source);
        one.putArray("target_matchers").addAll(target);
        if (!rule.path("equal").isEmpty()) {
            one.set("equal", rule.path("equal"));
        }
        inhibitions.add(one);
    }

    /** Those of the present form and of the old one. */
    private List<ObjectNode> matchers(JsonNode from, List<String> lists, String equal, String fits, String place) {
        List<ObjectNode> found = new ArrayList<>();
        for (String list : lists) {
            for (JsonNode text : from.path(list)) {
                Matcher parts = MATCHER.matcher(text.asText());
                if (parts.matches()) {
                    found.add(matcher(parts.group(1), parts.group(2), parts.group(3)));
                } else {
                    unsaid.add(place + ": the matcher " + text.asText() + " cannot be read");
                }
            }
        }
        from.path(equal)
                .properties()
                .forEach(one ->
                        found.add(matcher(one.getKey(), "=", one.getValue().asText())));
        from.path(fits)
                .properties()
                .forEach(one ->
                        found.add(matcher(one.getKey(), "=~", one.getValue().asText())));
        return found;
    }

    private static ObjectNode matcher(String name, String op, String value) {
        return Json.mapper().createObjectNode().put("name", name).put("op", op).put("value", value);
    }

    private Optional<Long> seconds(@Nullable String text, String place) {
        if (text == null) {
            return Optional.empty();
        }
        long seconds = 0;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            seconds += Long.parseLong(part.group(1)) * SECONDS.getOrDefault(part.group(2), 0L);
        }
        if (seconds == 0) {
            unsaid.add(place + ": the time " + text + " cannot be said in seconds");
        }
        return seconds == 0 ? Optional.empty() : Optional.of(seconds);
    }
}
