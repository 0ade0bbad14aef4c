package routes.tool.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import routes.common.json.Json;

/**
 * A configuration of Alertmanager as files of ours. Each route becomes a subscription for each thing that its receiver sends: a
 * webhook is posted, the rest is a strategy with a bot of the channel. An inhibition stays one. What has no words here is listed with
 * the reason, and nothing is guessed.
 */
public final class AlertmanagerImport {
    private static final Map<String, String> UNKNOWN = Map.of(
            "templates", "messages are written by templates of ours (templates/ in the folder of extensions)",
            "tracing", "traces have settings of ours");
    private static final String RESOLVED = "notify_resolved";

    private final JsonNode config;
    private final List<ObjectNode> subscriptions = new ArrayList<>();
    private final List<ObjectNode> inhibitions = new ArrayList<>();
    private final Unsaid unsaid;
    private final AlertmanagerBots bots;
    private final Set<String> used = new HashSet<>();
    private final Set<String> names = new HashSet<>();

    private AlertmanagerImport(JsonNode config, ToIntFunction<String> lines) {
        this.config = config;
        this.unsaid = new Unsaid(lines);
        this.bots = new AlertmanagerBots(config.path("global"), unsaid);
    }

    /**
     * @param secrets what has to be set before they can be applied
     * @param unsaid what could not be said, with the reason
     */
    public record Result(Map<ConfigKind, List<ObjectNode>> files, List<String> secrets, List<String> unsaid) {
        public List<ObjectNode> of(ConfigKind kind) {
            return files.getOrDefault(kind, List.of());
        }
    }

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
        made.bots.unusedGlobals();
        UNKNOWN.forEach((field, why) -> {
            if (config.has(field)) {
                made.unsaid.add(field, why);
            }
        });
        Map<ConfigKind, List<ObjectNode>> files = new EnumMap<>(ConfigKind.class);
        files.put(ConfigKind.BOTS, made.bots.bots());
        files.put(ConfigKind.STRATEGIES, made.bots.strategies());
        files.put(ConfigKind.SUBSCRIPTIONS, made.subscriptions);
        files.put(ConfigKind.INHIBITIONS, made.inhibitions);
        return new Result(files, made.bots.secrets(), made.unsaid.words());
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
            @Nullable String repeat) {

        Inherited without(List<ObjectNode> others) {
            List<ObjectNode> all = new ArrayList<>(matchers);
            others.stream().filter(other -> !all.contains(other)).forEach(all::add);
            return new Inherited(receiver, all, groupBy, groupWait, interval, repeat);
        }
    }

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
        receiver(route, own.without(below(route, own, place)), place);
    }

    /**
     * The first route that fits takes an alert, and only what none takes is left for the one above them: those that come later do not
     * have the matchers of those before.
     *
     * @return what the route itself must not have
     */
    private List<ObjectNode> below(JsonNode route, Inherited own, String place) {
        List<ObjectNode> taken = new ArrayList<>();
        List<ObjectNode> before = new ArrayList<>();
        boolean cannot = false;
        for (int child = 0; child < route.path("routes").size(); child++) {
            JsonNode below = route.path("routes").path(child);
            String there = place + ".routes[" + child + "]";
            route(below, own.without(before), there);
            List<ObjectNode> matchers = AlertmanagerMatchers.of(below, "match", there, unsaid);
            boolean single = matchers.size() == 1 && AlertmanagerMatchers.written(below) == 1;
            cannot |= !single;
            if (single) {
                ObjectNode others = AlertmanagerMatchers.not(matchers.get(0));
                taken.add(others);
                if (!below.path("continue").asBoolean()) {
                    before.add(others);
                }
            }
        }
        if (cannot) {
            unsaid.add(
                    place,
                    "Alertmanager takes the first route that fits and this one only for the rest; here every subscription"
                            + " that fits is notified, and of a route with several matchers the contrary cannot be said: add"
                            + " matchers with != where that is too much");
        }
        return taken;
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
                    .forEach(kind -> others(kind, route, own, new Places(place, there + "." + kind)));
        }
    }

    /** What is no webhook: a bot of ours, or what cannot be said. */
    private void others(String list, JsonNode route, Inherited own, Places places) {
        Optional<AlertmanagerKind> kind = AlertmanagerKind.of(list);
        String receiver = String.valueOf(own.receiver());
        if (kind.isEmpty()) {
            unsaid.add(
                    places.hook(),
                    "receiver " + receiver + ": "
                            + AlertmanagerKind.OTHERS.getOrDefault(
                                    list, "no channel for it is shipped: write a channel file"));
            return;
        }
        JsonNode configs = config.at("/" + places.hook().replace("[", "/").replace("].", "/"));
        for (int i = 0; i < configs.size(); i++) {
            boolean resolved = configs.path(i).path("send_resolved").asBoolean(kind.get().resolved);
            bots.strategy(receiver, kind.get(), configs.path(i), places.hook() + "[" + i + "]")
                    .ifPresent(strategy -> sameRoute(route, own, places.route(), resolved)
                            .withArray("inform_strategies")
                            .add(strategy));
        }
    }

    /** The subscription of a route that the bots of its receiver share, where recoveries are sent alike. */
    private ObjectNode sameRoute(JsonNode route, Inherited own, String place, boolean resolved) {
        return subscriptions.stream()
                .filter(one -> one.path("description").asText().equals(description(place))
                        && one.path(RESOLVED).asBoolean() == resolved)
                .findFirst()
                .orElseGet(() -> subscription(route, own, place)
                        .put("enable_webhook", false)
                        .put(RESOLVED, resolved));
    }

    private static String description(String place) {
        return place + " of alertmanager.yml";
    }

    /** @param route where the route is @param hook where its receiver is */
    private record Places(String route, String hook) {}

    private void subscription(JsonNode route, Inherited own, JsonNode hook, Places places) {
        String url = hook.path("url").asText();
        if (url.isEmpty()) {
            unsaid.add(places.hook(), "the address of " + own.receiver() + " is not in the file (url_file)");
            return;
        }
        leftOut(hook, places.hook());
        ObjectNode one = subscription(route, own, places.route());
        one.put("enable_webhook", true).put("webhook_endpoint", url).put("webhook_format", "event.v1");
        one.put(RESOLVED, hook.path("send_resolved").asBoolean(true));
    }

    private ObjectNode subscription(JsonNode route, Inherited own, String place) {
        ObjectNode one = Json.mapper().createObjectNode();
        one.put("name", name(String.valueOf(own.receiver())));
        one.put("description", description(place));
        one.put("agent_type", "intelligent_threshold_agent");
        one.put("start_time", "2020-01-01T00:00:00.000Z").put("end_time", "2120-01-01T00:00:00.000Z");
        one.putArray("event_level");
        if (!own.matchers().isEmpty()) {
            one.putArray("matchers").addAll(own.matchers());
        }
        grouping(one, own, place);
        AlertmanagerWindows.put(one, config, route, unsaid);
        subscriptions.add(one);
        return one;
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
            AlertmanagerTimes.seconds(own.groupWait(), place, unsaid)
                    .ifPresent(wait -> one.put("group_wait_seconds", wait));
            AlertmanagerTimes.seconds(own.interval(), place, unsaid)
                    .ifPresent(interval -> one.put("group_interval_seconds", interval));
        }
        AlertmanagerTimes.seconds(own.repeat(), place, unsaid)
                .ifPresent(repeat -> one.put("remind_every_seconds", repeat));
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
}
