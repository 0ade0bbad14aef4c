package routes.threshold.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.alarm.Level;
import routes.datasource.RuleOrder;

/**
 * Who is notified of the alarms of a task: part of a sync request, and kept by the task for its refreshes.
 *
 * @param webhook null for our own alarm endpoint
 * @param noData for how long a series may be without values before that is an alarm too; null: for ever
 */
public record SyncPolicy(
        Level level,
        List<String> contactGroupIds,
        List<String> alertMethods,
        @Nullable String webhook,
        @Nullable Duration noData) {
    /** Name of the field, in requests and as it is stored; absent where missing data are no alarm. */
    public static final String NO_DATA = "no_data_minutes";

    /** Of a task that was never synced, where a request says nothing. */
    static final SyncPolicy PRESET = new SyncPolicy(Level.P2, List.of(), List.of(), null);

    public SyncPolicy {
        contactGroupIds = List.copyOf(contactGroupIds);
        alertMethods = List.copyOf(alertMethods);
    }

    /** Without alarms of series that have no values. */
    public SyncPolicy(Level level, List<String> contactGroupIds, List<String> alertMethods, @Nullable String webhook) {
        this(level, contactGroupIds, alertMethods, webhook, null);
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
        if (noData != null) {
            node.put(NO_DATA, noData.toMinutes());
        }
        return node;
    }

    static SyncPolicy of(JsonNode stored) {
        return new SyncPolicy(
                Level.valueOf(stored.path("alarm_level").asText("P2")),
                texts(stored.path("contact_group_ids")),
                texts(stored.path("alert_methods")),
                stored.path("webhook").isTextual() ? stored.path("webhook").textValue() : null,
                stored.path(NO_DATA).isNumber()
                        ? Duration.ofMinutes(stored.path(NO_DATA).asLong())
                        : null);
    }

    RuleOrder.Policy forRules(List<String> projects, String alarmCallbackUrl) {
        return new RuleOrder.Policy(
                level, contactGroupIds, alertMethods, webhook == null ? alarmCallbackUrl : webhook, projects, noData);
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(element -> texts.add(element.asText()));
        return texts;
    }
}
