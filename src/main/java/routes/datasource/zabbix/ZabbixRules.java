package routes.datasource.zabbix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import routes.common.json.Json;
import routes.datasource.DesiredRule;
import routes.datasource.ExistingRule;
import routes.datasource.Ownership;
import routes.datasource.PlatformFailure;
import routes.datasource.RuleOperation;
import routes.datasource.Source;

/** Triggers that carry the tags of a data source; the marker is checked again right before one is changed. */
final class ZabbixRules {
    private static final String EXACTLY = "1";
    private static final String ENABLED = "0";
    private static final String RECOVERY_MODE = "recovery_mode";
    private static final String RECOVERY_EXPRESSION = "recovery_expression";
    private static final String BY_EXPRESSION = "1";

    private final ZabbixRpc rpc;
    private final ZabbixActions actions;

    ZabbixRules(ZabbixRpc rpc) {
        this.rpc = rpc;
        this.actions = new ZabbixActions(rpc);
    }

    List<ExistingRule> all(Source source) {
        List<ExistingRule> rules = new ArrayList<>(triggers(source, null));
        rules.addAll(former(source));
        actions.find(source).ifPresent(rules::add);
        return rules;
    }

    /** Triggers that VeAIOps made: its tag, the name that it gives them, and no tag of ours. */
    private List<ExistingRule> former(Source source) {
        if (source.name().isEmpty()) {
            return List.of();
        }
        ObjectNode params = wanted().put("evaltype", 0);
        tag(params.putArray("tags"), Ownership.MANAGED_BY, Ownership.US).put("operator", EXACTLY);
        params.putObject("search").put("description", source.name() + ".");
        List<ExistingRule> rules = new ArrayList<>();
        for (JsonNode trigger : rpc.repeatable(source.account(), "trigger.get", params)) {
            if (isFormer(source, trigger)) {
                rules.add(existing(source, trigger));
            }
        }
        return rules;
    }

    private static boolean isFormer(Source source, JsonNode trigger) {
        return Ownership.US.equals(tagOf(trigger, Ownership.MANAGED_BY))
                && tagOf(trigger, Ownership.SOURCE).isEmpty()
                && trigger.path("description").asText().startsWith(source.name() + ".");
    }

    /** @param ruleId only the trigger of this rule */
    private List<ExistingRule> triggers(Source source, @Nullable String ruleId) {
        ObjectNode params = wanted().put("evaltype", 0);
        ArrayNode tags = params.putArray("tags");
        tag(tags, Ownership.SOURCE, source.id()).put("operator", EXACTLY);
        if (ruleId != null) {
            tag(tags, Ownership.RULE, ruleId).put("operator", EXACTLY);
        }
        List<ExistingRule> rules = new ArrayList<>();
        for (JsonNode trigger : rpc.repeatable(source.account(), "trigger.get", params)) {
            if (isOf(trigger, source)) {
                rules.add(existing(source, trigger));
            }
        }
        return rules;
    }

    String apply(Source source, RuleOperation operation) {
        if (operation instanceof RuleOperation.Create create) {
            return create.rule().key().equals(ZabbixRuleText.ACTION_KEY)
                    ? actions.create(source, create.rule())
                    : create(source, create.rule());
        }
        if (operation instanceof RuleOperation.Update update) {
            return ZabbixActions.isAction(update.existing())
                    ? actions.update(source, update.existing(), update.rule())
                    : update(source, update.existing(), update.rule());
        }
        ExistingRule gone = ((RuleOperation.Delete) operation).existing();
        return ZabbixActions.isAction(gone) ? actions.delete(source, gone) : delete(source, gone);
    }

    /** One that was made by a call whose answer got lost is found by its tags and brought up to date. */
    private String create(Source source, DesiredRule rule) {
        for (ExistingRule made : triggers(source, rule.id())) {
            if (!made.ours()) {
                throw notOurs(made);
            }
            return update(source, made, rule);
        }
        ObjectNode params = fields(rule, List.of()).put("status", 0);
        params.put("comments", "Made by VeAIOps from learned thresholds. Switch it off here and it stays off.");
        return id(rpc.once(source.account(), "trigger.create", params), "triggerids");
    }

    /** Leaves the status: a rule that was switched off stays off. Tags of others stay. */
    private String update(Source source, ExistingRule existing, DesiredRule rule) {
        JsonNode trigger = ours(source, existing)
                .orElseThrow(() -> new PlatformFailure.BadRequest("gone", "the trigger is gone: " + existing.name()));
        List<JsonNode> foreign = new ArrayList<>();
        trigger.path("tags").forEach(tag -> {
            if (!isOurTag(tag.path("tag").asText())) {
                foreign.add(tag);
            }
        });
        ObjectNode params = fields(rule, foreign).put("triggerid", existing.remoteId());
        return id(rpc.repeatable(source.account(), "trigger.update", params), "triggerids");
    }

    private String delete(Source source, ExistingRule existing) {
        if (ours(source, existing).isPresent()) {
            ArrayNode ids = Json.mapper().createArrayNode().add(existing.remoteId());
            rpc.once(source.account(), "trigger.delete", ids);
        }
        return existing.remoteId();
    }

    /** The trigger as it is now; empty when it is gone. */
    private Optional<JsonNode> ours(Source source, ExistingRule existing) {
        ObjectNode params = wanted();
        params.putArray("triggerids").add(existing.remoteId());
        JsonNode found = rpc.repeatable(source.account(), "trigger.get", params).path(0);
        if (found.isMissingNode()) {
            return Optional.empty();
        }
        if (!existing(source, found).mayBeChangedAs(existing)) {
            throw notOurs(existing);
        }
        return Optional.of(found);
    }

    private static PlatformFailure notOurs(ExistingRule rule) {
        return new PlatformFailure.BadRequest(
                "not_ours", "the trigger lost the tags of this data source and is left alone: " + rule.name());
    }

    private static ObjectNode wanted() {
        ObjectNode params = Json.mapper().createObjectNode();
        ArrayNode output = params.putArray("output");
        List.of("triggerid", "description", "expression", RECOVERY_MODE, RECOVERY_EXPRESSION, "priority", "status")
                .forEach(output::add);
        params.put("selectTags", "extend").put("expandExpression", true);
        return params;
    }

    private static ObjectNode fields(DesiredRule rule, List<JsonNode> foreignTags) {
        JsonNode content = rule.content();
        ObjectNode params = Json.mapper().createObjectNode().put("description", rule.name());
        params.put("expression", content.path("expression").asText());
        String recovery = content.path(ZabbixRuleText.RECOVERY).asText();
        params.put(RECOVERY_MODE, recovery.isEmpty() ? "0" : BY_EXPRESSION);
        if (!recovery.isEmpty()) {
            params.put(RECOVERY_EXPRESSION, recovery);
        }
        params.put("priority", content.path("priority").asText());
        ArrayNode tags = params.putArray("tags");
        content.path("tags").forEach(tags::add);
        tag(tags, Ownership.RULE, rule.id());
        foreignTags.forEach(tags::add);
        return params;
    }

    private static ObjectNode tag(ArrayNode tags, String name, String value) {
        return tags.addObject().put("tag", name).put("value", value);
    }

    /** Made for the source; a person who took it over changed only who manages it. */
    private static boolean isOf(JsonNode trigger, Source source) {
        return source.id().equals(tagOf(trigger, Ownership.SOURCE))
                && !tagOf(trigger, Ownership.RULE).isEmpty();
    }

    private static Ownership.Owner owner(Source source, JsonNode trigger) {
        return isFormer(source, trigger) ? Ownership.Owner.VEAIOPS : Ownership.of(source, tag -> tagOf(trigger, tag));
    }

    private static String tagOf(JsonNode trigger, String name) {
        for (JsonNode tag : trigger.path("tags")) {
            if (tag.path("tag").asText().equals(name)) {
                return tag.path("value").asText();
            }
        }
        return "";
    }

    private static boolean isOurTag(String name) {
        return List.of(Ownership.MANAGED_BY, Ownership.DEPLOYMENT, Ownership.SOURCE, Ownership.RULE)
                        .contains(name)
                || name.matches("projects_\\d{2,}");
    }

    private static ExistingRule existing(Source source, JsonNode trigger) {
        String name = trigger.path("description").asText();
        ObjectNode content = Json.mapper()
                .createObjectNode()
                .put("kind", "trigger")
                .put("name", name)
                .put("expression", trigger.path("expression").asText())
                .put("priority", trigger.path("priority").asText());
        boolean recovers = trigger.path(RECOVERY_MODE).asText().equals(BY_EXPRESSION);
        content.put(
                ZabbixRuleText.RECOVERY,
                recovers ? trigger.path(RECOVERY_EXPRESSION).asText() : "");
        SortedMap<String, String> tags = new TreeMap<>();
        trigger.path("tags").forEach(tag -> {
            String tagName = tag.path("tag").asText();
            if (isOurTag(tagName) && !tagName.equals(Ownership.RULE)) {
                tags.put(tagName, tag.path("value").asText());
            }
        });
        ArrayNode list = content.putArray("tags");
        tags.forEach((tag, value) -> tag(list, tag, value));
        return new ExistingRule(
                trigger.path("triggerid").asText(),
                tagOf(trigger, Ownership.RULE),
                name,
                trigger.path("status").asText().equals(ENABLED),
                content,
                owner(source, trigger));
    }

    static String id(JsonNode result, String field) {
        String id = result.path(field).path(0).asText("");
        if (id.isEmpty()) {
            throw new PlatformFailure.Unavailable("Zabbix answered without the id of what it made", "no_id");
        }
        return id;
    }
}
