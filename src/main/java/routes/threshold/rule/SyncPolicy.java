package routes.threshold.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.alarm.Level;
import routes.datasource.RuleOrder;

/**
 * Who is notified of the alarms of a task: part of a sync request, and kept by the task for its refreshes.
 *
 * @param webhook null for our own alarm endpoint
 */
public record SyncPolicy(
        Level level, List<String> contactGroupIds, List<String> alertMethods, @Nullable String webhook) {
    public SyncPolicy {
        contactGroupIds = List.copyOf(contactGroupIds);
        alertMethods = List.copyOf(alertMethods);
    }

    public ObjectNode json() {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("alarm_level", level.name())
                .put("webhook", webhook);
        ArrayNode groups = node.putArray("contact_group_ids");
        contactGroupIds.forEach(groups::add);
        ArrayNode methods = node.putArray("alert_methods");
        alertMethods.forEach(methods::add);
        return node;
    }

    static SyncPolicy of(JsonNode stored) {
        return new SyncPolicy(
                Level.valueOf(stored.path("alarm_level").asText("P2")),
                texts(stored.path("contact_group_ids")),
                texts(stored.path("alert_methods")),
                stored.path("webhook").isTextual() ? stored.path("webhook").textValue() : null);
    }

    RuleOrder.Policy forRules(List<String> projects, String alarmCallbackUrl) {
        return new RuleOrder.Policy(
                level, contactGroupIds, alertMethods, webhook == null ? alarmCallbackUrl : webhook, projects);
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(element -> texts.add(element.asText()));
        return texts;
    }
}
