package routes.datasource.zabbix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import routes.common.json.Json;
import routes.datasource.DesiredRule;
import routes.datasource.ExistingRule;
import routes.datasource.Ownership;
import routes.datasource.PlatformFailure;
import routes.datasource.Source;

/**
 * The one action of a data source: it notifies user groups of every event with the tag of the data source. A condition on the
 * trigger's name, as VeAIOps has it, would make the action of host1 speak for host10.
 */
final class ZabbixActions {
    private static final String PREFIX = "action-";
    private static final String TAG_VALUE = "26";
    private static final String EQUALS = "0";
    /** All conditions of an action hold. */
    private static final int ALL = 1;

    private final ZabbixRpc rpc;

    ZabbixActions(ZabbixRpc rpc) {
        this.rpc = rpc;
    }

    static boolean isAction(ExistingRule rule) {
        return rule.remoteId().startsWith(PREFIX);
    }

    Optional<ExistingRule> find(Source source) {
        ObjectNode params = Json.mapper().createObjectNode().put("output", "extend");
        params.put("selectFilter", "extend").put("selectOperations", "extend");
        params.putObject("filter").put("name", ZabbixRuleText.actionName(source));
        for (JsonNode action : rpc.repeatable(source.account(), "action.get", params)) {
            if (tagOf(action, Ownership.SOURCE).equals(source.id())) {
                return Optional.of(existing(source, action));
            }
        }
        return Optional.empty();
    }

    /** The value that a condition of the action wants of a tag; empty without one. */
    private static String tagOf(JsonNode action, String tag) {
        for (JsonNode condition : action.path("filter").path("conditions")) {
            if (condition.path("conditiontype").asText().equals(TAG_VALUE)
                    && condition.path("operator").asText(EQUALS).equals(EQUALS)
                    && condition.path("value2").asText().equals(tag)) {
                return condition.path("value").asText();
            }
        }
        return "";
    }

    /** An action carries no tags; it wants them. */
    private static Ownership.Owner owner(Source source, JsonNode action) {
        return Ownership.of(source, tag -> tag.equals(Ownership.MANAGED_BY) ? Ownership.US : tagOf(action, tag));
    }

    private static ExistingRule existing(Source source, JsonNode action) {
        String name = action.path("name").asText();
        ObjectNode content =
                Json.mapper().createObjectNode().put("kind", "action").put("name", name);
        String deployment = tagOf(action, Ownership.DEPLOYMENT);
        if (!deployment.isEmpty()) {
            content.put("deployment", deployment);
        }
        Set<String> groups = new TreeSet<>();
        Set<String> media = new TreeSet<>();
        action.path("operations").forEach(operation -> {
            media.add(operation.path("opmessage").path("mediatypeid").asText());
            operation
                    .path("opmessage_grp")
                    .forEach(group -> groups.add(group.path("usrgrpid").asText()));
        });
        groups.forEach(content.putArray("groups")::add);
        media.forEach(content.putArray("media")::add);
        String ruleId = new DesiredRule(ZabbixRuleText.ACTION_KEY, name, content, Set.of()).id();
        boolean enabled = action.path("status").asText().equals("0");
        return new ExistingRule(
                PREFIX + action.path("actionid").asText(), ruleId, name, enabled, content, owner(source, action));
    }

    String create(Source source, DesiredRule rule) {
        Optional<ExistingRule> made = find(source);
        if (made.isPresent() && !made.get().ours()) {
            throw notOurs(made.get());
        }
        if (made.isPresent()) {
            return update(source, made.get(), rule);
        }
        ObjectNode params =
                fields(source, rule).put("eventsource", 0).put("status", 0).put("esc_period", "1h");
        return PREFIX + ZabbixRules.id(rpc.once(source.account(), "action.create", params), "actionids");
    }

    String update(Source source, ExistingRule existing, DesiredRule rule) {
        if (current(source, existing) == null) {
            throw new PlatformFailure.BadRequest("gone", "the action is gone: " + existing.name());
        }
        ObjectNode params = fields(source, rule).put("actionid", number(existing));
        rpc.repeatable(source.account(), "action.update", params);
        return existing.remoteId();
    }

    String delete(Source source, ExistingRule existing) {
        if (current(source, existing) != null) {
            rpc.once(
                    source.account(),
                    "action.delete",
                    Json.mapper().createArrayNode().add(number(existing)));
        }
        return existing.remoteId();
    }

    private @Nullable ExistingRule current(Source source, ExistingRule existing) {
        ExistingRule found = find(source)
                .filter(one -> one.remoteId().equals(existing.remoteId()))
                .orElse(null);
        return found == null ? null : requireOurs(found, existing);
    }

    private static ExistingRule requireOurs(ExistingRule action, ExistingRule seen) {
        if (!action.mayBeChangedAs(seen)) {
            throw notOurs(action);
        }
        return action;
    }

    private static PlatformFailure notOurs(ExistingRule action) {
        return new PlatformFailure.BadRequest(
                "not_ours", "the action is of another deployment and is left alone: " + action.name());
    }

    private static String number(ExistingRule existing) {
        return existing.remoteId().substring(PREFIX.length());
    }

    private static ObjectNode fields(Source source, DesiredRule rule) {
        ObjectNode params = Json.mapper().createObjectNode().put("name", rule.name());
        ObjectNode filter = params.putObject("filter").put("evaltype", ALL);
        ArrayNode conditions = filter.putArray("conditions");
        Ownership.tags(source).forEach((tag, value) -> {
            if (!tag.equals(Ownership.MANAGED_BY)) {
                conditions
                        .addObject()
                        .put("conditiontype", TAG_VALUE)
                        .put("operator", EQUALS)
                        .put("value", value)
                        .put("value2", tag);
            }
        });
        for (String list : Set.of("operations", "recovery_operations")) {
            var operations = params.putArray(list);
            rule.content().path("media").forEach(medium -> {
                ObjectNode operation = operations.addObject().put("operationtype", 0);
                operation.putObject("opmessage").put("default_msg", 1).put("mediatypeid", medium.asText());
                var groups = operation.putArray("opmessage_grp");
                rule.content().path("groups").forEach(group -> groups.addObject()
                        .put("usrgrpid", group.asText()));
            });
        }
        return params;
    }
}
