package routes.tool.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import routes.alarm.Level;
import routes.api.MatcherPayload;
import routes.api.WindowPayload;
import routes.common.error.VeaiopsException;
import routes.common.json.Json;
import routes.subscription.Subscription;

/** Subscriptions in the form in which the API takes and gives them, as they match; targets make no difference here. */
public final class ComparedSubscriptions {
    private static final Instant FOR_EVER = Instant.parse("9999-12-31T23:59:59Z");

    private ComparedSubscriptions() {}

    /** @param list one subscription, or a list of them */
    public static List<Subscription> read(JsonNode list) {
        List<Subscription> rules = new ArrayList<>();
        if (list.isArray()) {
            list.forEach(one -> rules.add(rule(one, rules.size())));
        } else {
            rules.add(rule(list, 0));
        }
        return rules;
    }

    /** Those that have the id or else the name of a changed one are replaced, the rest of the changed ones are added. */
    public static List<Subscription> changed(List<Subscription> current, List<Subscription> changed) {
        Map<String, Subscription> all = new LinkedHashMap<>();
        current.forEach(rule -> all.put(rule.id(), rule));
        for (Subscription rule : changed) {
            String id = current.stream()
                    .filter(known -> known.id().equals(rule.id())
                            || rule.id().equals(rule.name()) && known.name().equals(rule.name()))
                    .findFirst()
                    .map(Subscription::id)
                    .orElse(rule.id());
            all.put(id, named(id, rule));
        }
        return List.copyOf(all.values());
    }

    private static Subscription rule(JsonNode json, int order) {
        String name = json.path("name").asText();
        if (name.isBlank() || !json.path("agent_type").isTextual()) {
            throw new VeaiopsException("a subscription has name and agent_type, in the form of the API; it is " + json);
        }
        return new Subscription(
                Optional.ofNullable(json.path("_id").textValue()).orElse(name),
                name,
                order,
                json.path("agent_type").asText(),
                json.path("is_active").asBoolean(true),
                time(json, "start_time").orElse(Instant.EPOCH),
                time(json, "end_time").orElse(FOR_EVER),
                levels(json),
                texts(json, "interest_projects"),
                texts(json, "interest_products"),
                texts(json, "interest_customers"),
                List.of(),
                json.path("notify_resolved").asBoolean(true),
                Subscription.Pace.PLAIN,
                Subscription.Wording.USUAL,
                MatcherPayload.all(list(json, "matchers", MatcherPayload.class)),
                hours(json));
    }

    private static Subscription.Hours hours(JsonNode json) {
        return new Subscription.Hours(
                WindowPayload.all(list(json, "windows", WindowPayload.class), ZoneId.systemDefault()),
                !"drop".equals(json.path("outside_windows").textValue()));
    }

    private static <T> List<T> list(JsonNode json, String field, Class<T> type) {
        List<T> values = new ArrayList<>();
        json.path(field).forEach(one -> values.add(Json.mapper().convertValue(one, type)));
        return values;
    }

    private static Subscription named(String id, Subscription rule) {
        return new Subscription(
                id,
                rule.name(),
                rule.order(),
                rule.agentType(),
                rule.active(),
                rule.startTime(),
                rule.endTime(),
                rule.levels(),
                rule.projects(),
                rule.products(),
                rule.customers(),
                rule.targets(),
                rule.resolved(),
                rule.pace(),
                rule.wording(),
                rule.matchers(),
                rule.hours());
    }

    private static Set<Level> levels(JsonNode json) {
        try {
            return texts(json, "event_level").stream().map(Level::valueOf).collect(Collectors.toSet());
        } catch (IllegalArgumentException e) {
            throw new VeaiopsException("event_level has levels P0, P1 and P2, not " + json.path("event_level"), e);
        }
    }

    private static Set<String> texts(JsonNode json, String field) {
        return StreamSupport.stream(json.path(field).spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static Optional<Instant> time(JsonNode json, String field) {
        try {
            return Optional.ofNullable(json.path(field).textValue()).map(Instant::parse);
        } catch (DateTimeException e) {
            throw new VeaiopsException(field + " is a time such as 2026-05-01T03:00:00Z, not " + json.path(field), e);
        }
    }
}
