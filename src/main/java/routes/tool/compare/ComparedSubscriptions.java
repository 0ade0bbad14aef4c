package routes.tool.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import routes.common.error.VeaiopsException;
import routes.http.RequestJson;
import routes.subscription.Subscription;
import routes.subscription.SubscriptionRule;

/** Subscriptions in the form in which the API takes and gives them, as they match; targets make no difference here. */
public final class ComparedSubscriptions {
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
        ObjectNode fields = json.deepCopy();
        fields.put("_id", json.path("_id").asText(name));
        return RequestJson.read(fields, SubscriptionRule.class, ZoneId.systemDefault())
                .matching(order, List.of());
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
}
