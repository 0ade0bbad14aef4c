package routes.datasource.zabbix;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import routes.common.json.Json;
import routes.datasource.DesiredRule;
import routes.datasource.Ownership;
import routes.datasource.PlatformText;
import routes.datasource.RuleBlock;
import routes.datasource.RuleDraft;
import routes.datasource.RuleOrder;
import routes.datasource.Source;

/**
 * The triggers that thresholds become: one for each series, with all its hours and bounds in one expression, where wanted one more for
 * missing data, and one action that notifies user groups. Host and key are those that the item has now. Pure.
 */
final class ZabbixRuleText {
    static final String ACTION_KEY = "notify";
    static final String RECOVERY = "recovery";

    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_EXPRESSION = 2048;
    private static final String HOST = "[0-9A-Za-z ._-]{1,128}";

    private final Source source;
    private final RuleOrder order;
    private final ZabbixItems items;
    private final Instant now;
    private final List<DesiredRule> rules = new ArrayList<>();
    private static final DesiredRule.Hours NO_DATA = DesiredRule.Hours.of("no_data", new RuleBlock(0, 24, null, null));
    private static final DesiredRule.Hours NOTIFIES = DesiredRule.Hours.of("action", new RuleBlock(0, 24, null, null));

    private final List<RuleDraft.Problem> problems = new ArrayList<>();

    private ZabbixRuleText(Source source, RuleOrder order, ZabbixItems items, Instant now) {
        this.source = source;
        this.order = order;
        this.items = items;
        this.now = now;
    }

    /** The item of a series; without an id where neither its labels nor the config name one. */
    static ZabbixItems.Target target(Source source, RuleOrder.Series series) {
        String host = series.labels().getOrDefault("hostname", "");
        String id = series.labels().getOrDefault("itemid", "");
        return !id.isEmpty()
                ? new ZabbixItems.Target(id, host)
                : ZabbixItems.targets(source.config()).stream()
                        .filter(target -> target.host().equals(host))
                        .findFirst()
                        .orElse(new ZabbixItems.Target("", host));
    }

    /** @param items those of all {@link #target targets} */
    static RuleDraft draft(Source source, RuleOrder order, ZabbixItems items, Instant now) {
        ZabbixRuleText text = new ZabbixRuleText(source, order, items, now);
        order.series().forEach(text::add);
        text.action();
        return new RuleDraft(text.rules, text.problems);
    }

    /** An item that was deleted takes its triggers with it: nothing is wanted for it, and nothing is kept. */
    private void add(RuleOrder.Series series) {
        ZabbixItems.Target target = target(source, series);
        if (items.isGone(target)) {
            return;
        }
        Optional<String> objection =
                items.item(target.itemId()).map(item -> objection(item, series)).orElseGet(() -> unseen(target));
        if (objection.isPresent()) {
            problems.add(new RuleDraft.Problem(Set.of(series.uniqueKey()), objection.get()));
        } else {
            items.item(target.itemId()).ifPresent(item -> add(series, item));
        }
    }

    private static Optional<String> unseen(ZabbixItems.Target target) {
        return Optional.of("item " + target.itemId() + " of " + target.host()
                + " is not to be seen: it was deleted with its host, or the user of the connect may not read the host");
    }

    private Optional<String> objection(ZabbixItem item, RuleOrder.Series series) {
        if (!item.host().matches(HOST)) {
            return Optional.of("a trigger cannot name the host '" + item.host() + "'");
        }
        Optional<String> otherKey =
                ZabbixItems.otherKey(item, source.config().path("metric_name").asText());
        if (otherKey.isPresent()) {
            return otherKey;
        }
        ZabbixExpression expression = new ZabbixExpression(source, item, now);
        int stored = Math.max(
                expression.stored(expression.problem(series.blocks())),
                expression.stored(expression.recovery(series.blocks())));
        return stored > LONGEST_EXPRESSION
                ? Optional.of("the expression of the trigger would have " + stored + " characters; Zabbix takes "
                        + LONGEST_EXPRESSION + ": use fewer blocks")
                : Optional.ofNullable(expression.objection(series.blocks()));
    }

    private void add(RuleOrder.Series series, ZabbixItem item) {
        ZabbixExpression expression = new ZabbixExpression(source, item, now);
        String key = series.uniqueKey();
        String name =
                source.name() + "." + series.name() + "." + series.labels().get("hostname");
        ObjectNode content = trigger(name, expression.problem(series.blocks()));
        content.put(RECOVERY, expression.recovery(series.blocks()));
        rules.add(rule(key, content, key, content.path("name").asText()));
        if (order.policy().noData() != null) {
            ObjectNode silent =
                    trigger(name + ".no_data", expression.noData(order.policy().noData()));
            rules.add(
                    rule(key + "/no_data", silent.put(RECOVERY, ""), key, null).watching(NO_DATA));
        }
    }

    private static DesiredRule rule(String key, ObjectNode content, String series, @Nullable String former) {
        DesiredRule rule = new DesiredRule(key, content.path("name").asText(), content, Set.of(series));
        return former == null ? rule : rule.following(former);
    }

    private ObjectNode trigger(String name, String expression) {
        ObjectNode content = Json.mapper()
                .createObjectNode()
                .put("kind", "trigger")
                .put("name", PlatformText.within(LONGEST_NAME, name))
                .put("expression", expression)
                .put("priority", priority());
        ArrayNode list = content.putArray("tags");
        Ownership.tags(source, order.policy().projects())
                .forEach((tag, value) ->
                        list.addObject().put("tag", tag).put("value", PlatformText.within(LONGEST_NAME, value)));
        return content;
    }

    private String priority() {
        return switch (order.policy().level()) {
            case P0 -> "4";
            case P1 -> "2";
            case P2 -> "1";
        };
    }

    private void action() {
        List<String> groups = order.policy().contactGroupIds();
        List<String> media = order.policy().alertMethods();
        if (groups.isEmpty() && media.isEmpty()) {
            return;
        }
        if (groups.isEmpty() || media.isEmpty()) {
            problems.add(new RuleDraft.Problem(
                    Set.of(),
                    "Zabbix notifies people by user groups (contact_group_ids) and media types (alert_methods)"
                            + " together: give both or none"));
            return;
        }
        String name = actionName(source);
        ObjectNode content =
                Json.mapper().createObjectNode().put("kind", "action").put("name", name);
        if (!source.deployment().isEmpty()) {
            content.put("deployment", source.deployment());
        }
        groups.stream().distinct().sorted().forEach(content.putArray("groups")::add);
        media.stream().distinct().sorted().forEach(content.putArray("media")::add);
        Set<String> all =
                order.series().stream().map(RuleOrder.Series::uniqueKey).collect(Collectors.toSet());
        rules.add(new DesiredRule(ACTION_KEY, name, content, all).watching(NOTIFIES));
    }

    /** The name is unique at Zabbix; the condition of the action names the data source that owns it. */
    static String actionName(Source source) {
        return "VeAIOps " + source.id();
    }
}
