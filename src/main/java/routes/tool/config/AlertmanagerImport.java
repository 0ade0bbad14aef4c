package routes.tool.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import routes.common.json.Json;

/**
 * A configuration of Alertmanager as files of ours. Each route with a receiver that posts a webhook becomes a subscription; an
 * inhibition stays one. What has no words here is listed with the reason, and nothing is guessed.
 */
public final class AlertmanagerImport {
    private static final Map<String, String> UNKNOWN = Map.of(
            "templates", "messages are written by templates of ours (templates/ in the folder of extensions)",
            "global", "servers and keys of platforms are settings and bots of ours",
            "tracing", "traces have settings of ours");
    private static final Pattern PART = Pattern.compile("(\\d+)(ms|[smhdwy])");
    private static final Map<String, Long> SECONDS =
            Map.of("s", 1L, "m", 60L, "h", 3600L, "d", 86_400L, "w", 604_800L, "y", 31_536_000L, "ms", 0L);
    private final JsonNode config;
    private final List<ObjectNode> subscriptions = new ArrayList<>();
    private final List<ObjectNode> inhibitions = new ArrayList<>();
    private final Unsaid unsaid;
    private final Set<String> used = new HashSet<>();
    private final Set<String> names = new HashSet<>();

    private AlertmanagerImport(JsonNode config, ToIntFunction<String> lines) {
        this.config = config;
        this.unsaid = new Unsaid(lines);
    }

    /** @param unsaid what could not be said, with the reason */
    public record Result(List<ObjectNode> subscriptions, List<ObjectNode> inhibitions, List<String> unsaid) {}

    /**
     * @param config {@code alertmanager.yml} as JSON
     * @param lines the line of a place in it, such as {@code route.routes[0].matchers}; 0 for none
     */
    public static Result of(JsonNode config, ToIntFunction<String> lines) {
        AlertmanagerImport made = new AlertmanagerImport(config, lines);
        made.route(config.path("route"), new Inherited(null, List.of(), null, null, null, null), "route");
        int number = 1;
        for (JsonNode rule : config.path("inhibit_rules")) {
            made.inhibition(rule, number++);
        }
        made.unused();
        UNKNOWN.forEach((field, why) -> {
            if (config.has(field)) {
                made.unsaid.add(field, why);
            }
        });
        return new Result(made.subscriptions, made.inhibitions, made.unsaid.words());
    }

    private void unused() {
        for (int i = 0; i < config.path("receivers").size(); i++) {
            String name = config.path("receivers").path(i).path("name").asText();
            if (!used.contains(name)) {
                unsaid.add("receivers[" + i + "]", "no route uses the receiver " + name);
            }
        }
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
        matchers.addAll(AlertmanagerMatchers.of(route, "match", place, unsaid));
        Inherited own = new Inherited(
                route.path("receiver").asText(above.receiver()),
                matchers,
                route.has("group_by") ? route.path("group_by") : above.groupBy(),
                route.path("group_wait").asText(above.groupWait()),
                route.path("group_interval").asText(above.interval()),
                route.path("repeat_interval").asText(above.repeat()));
        if (route.has("mute_time_intervals")) {
            unsaid.add(
                    place + ".mute_time_intervals",
                    "say the hours in which it is notified (windows), or a silence with windows");
        }
        int child = 0;
        boolean first = false;
        for (JsonNode below : route.path("routes")) {
            first |= !below.path("continue").asBoolean();
            route(below, own, place + ".routes[" + child++ + "]");
        }
        if (first) {
            unsaid.add(
                    place,
                    "Alertmanager takes the first route that fits and this one only for the rest; here every subscription"
                            + " that fits is notified: add matchers with != where that is too much");
        }
        receiver(route, own, place);
    }

    private void receiver(JsonNode route, Inherited own, String place) {
        for (int i = 0; i < config.path("receivers").size(); i++) {
            JsonNode receiver = config.path("receivers").path(i);
            String there = "receivers[" + i + "]";
            if (!receiver.path("name").asText().equals(own.receiver())) {
                continue;
            }
            used.add(String.valueOf(own.receiver()));
            if (receiver.size() == 1) {
                unsaid.add(
                        there, "it sends nothing: what its routes take is for no one, which no subscription can say");
            }
            for (int hook = 0; hook < receiver.path("webhook_configs").size(); hook++) {
                subscription(
                        route,
                        own,
                        receiver.path("webhook_configs").path(hook),
                        new Places(place, there + ".webhook_configs[" + hook + "]"));
            }
            receiver.properties().stream()
                    .map(Map.Entry::getKey)
                    .filter(kind -> kind.endsWith("_configs") && !kind.equals("webhook_configs"))
                    .forEach(kind -> unsaid.add(
                            there + "." + kind,
                            "receiver " + own.receiver()
                                    + " needs a bot and a strategy: make them (bots/, strategies/) and"
                                    + " name the strategy in the subscription"));
        }
    }

    /** @param route where the route is @param hook where its receiver is */
    private record Places(String route, String hook) {}

    private void subscription(JsonNode route, Inherited own, JsonNode hook, Places places) {
        String url = hook.path("url").asText();
        String place = places.route();
        if (url.isEmpty()) {
            unsaid.add(places.hook(), "the address of " + own.receiver() + " is not in the file (url_file)");
            return;
        }
        leftOut(hook, places.hook());
        ObjectNode one = Json.mapper().createObjectNode();
        one.put("name", name(String.valueOf(own.receiver())));
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
        AlertmanagerWindows.put(one, config, route, unsaid);
        subscriptions.add(one);
    }

    private void leftOut(JsonNode hook, String place) {
        for (String field : List.of("http_config", "max_alerts", "timeout")) {
            if (hook.has(field)) {
                unsaid.add(
                        place + "." + field,
                        field.equals("http_config")
                                ? "how it logs in: name the headers in webhook_headers of the subscription, secrets as ${env:NAME}"
                                : "every event is posted by itself, within the time of the settings");
            }
        }
    }

    private String name(String receiver) {
        String name = receiver;
        for (int number = 2; !names.add(name); number++) {
            name = receiver + " " + number;
        }
        return name;
    }

    private void grouping(ObjectNode one, Inherited own, String place) {
        if (own.groupBy() != null && !own.groupBy().toString().contains("...")) {
            one.set("group_by", own.groupBy());
            seconds(own.groupWait(), place).ifPresent(wait -> one.put("group_wait_seconds", wait));
            seconds(own.interval(), place).ifPresent(interval -> one.put("group_interval_seconds", interval));
        }
        seconds(own.repeat(), place).ifPresent(repeat -> one.put("remind_every_seconds", repeat));
    }

    private void inhibition(JsonNode rule, int number) {
        String place = "inhibit_rules[" + (number - 1) + "]";
        ObjectNode one = Json.mapper().createObjectNode().put("name", "alertmanager " + number);
        List<ObjectNode> source = AlertmanagerMatchers.of(rule, "source_match", place, unsaid);
        List<ObjectNode> target = AlertmanagerMatchers.of(rule, "target_match", place, unsaid);
        if (source.isEmpty() || target.isEmpty()) {
            unsaid.add(place, "both sides need a matcher");
            return;
        }
        one.putArray("source_matchers").addAll(source);
        one.putArray("target_matchers").addAll(target);
        if (!rule.path("equal").isEmpty()) {
            one.set("equal", rule.path("equal"));
        }
        inhibitions.add(one);
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
            unsaid.add(place, "the time " + text + " cannot be said in seconds");
        }
        return seconds == 0 ? Optional.empty() : Optional.of(seconds);
    }
}
