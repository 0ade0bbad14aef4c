package routes.datasource.zabbix;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import routes.common.json.Json;
import routes.datasource.DayPart;
import routes.datasource.DesiredRule;
import routes.datasource.Ownership;
import routes.datasource.PlatformText;
import routes.datasource.RuleBlock;
import routes.datasource.RuleDraft;
import routes.datasource.RuleOrder;
import routes.datasource.Source;

/**
 * The triggers that thresholds become: one for each series, with all its hours and bounds in one
 * expression, and one action that notifies user groups. Pure.
 */
final class ZabbixRuleText {
    static final String ACTION_KEY = "notify";

    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_EXPRESSION = 2048;
    private static final String HOST = "[0-9A-Za-z ._-]{1,128}";
    /** Zabbix keeps a number in braces in place of each function of an item. */
    private static final String STORED_FUNCTION = "{1234567890}";

    private ZabbixRuleText() {}

    static RuleDraft draft(Source source, RuleOrder order, Instant now) {
        List<DesiredRule> rules = new ArrayList<>();
        List<RuleDraft.Problem> problems = new ArrayList<>();
        for (RuleOrder.Series series : order.series()) {
            String objection = objection(source, series, now);
            if (objection == null) {
                rules.add(trigger(source, series, order.policy(), now));
            } else {
                problems.add(new RuleDraft.Problem(Set.of(series.uniqueKey()), objection));
            }
        }
        action(source, order, problems, rules);
        return new RuleDraft(rules, problems);
    }

    private static @Nullable String objection(Source source, RuleOrder.Series series, Instant now) {
        String host = series.labels().getOrDefault("hostname", "");
        if (!host.matches(HOST)) {
            return "a trigger needs the technical name of a host in the label hostname, not '" + host + "'";
        }
        int stored = expression(source, series, now, false).length();
        return stored > LONGEST_EXPRESSION
                ? "the expression of the trigger would have " + stored + " characters; Zabbix takes "
                        + LONGEST_EXPRESSION + ": use fewer blocks"
                : null;
    }

    private static DesiredRule trigger(Source source, RuleOrder.Series series, RuleOrder.Policy policy, Instant now) {
        String key = series.uniqueKey();
        String name = PlatformText.within(
                LONGEST_NAME,
                source.name() + "." + series.name() + "." + series.labels().get("hostname"));
        ObjectNode content = Json.mapper()
                .createObjectNode()
                .put("kind", "trigger")
                .put("name", name)
                .put("expression", expression(source, series, now, true))
                .put("priority", priority(policy));
        SortedMap<String, String> tags = new TreeMap<>();
        tags.put(Ownership.MANAGED_BY, Ownership.US);
        tags.put(Ownership.SOURCE, source.id());
        for (int index = 0; index < policy.projects().size(); index++) {
            tags.put(
                    String.format(Locale.ROOT, Ownership.PROJECT, index + 1),
                    PlatformText.within(LONGEST_NAME, policy.projects().get(index)));
        }
        ArrayNode list = content.putArray("tags");
        tags.forEach((tag, value) -> list.addObject().put("tag", tag).put("value", value));
        return new DesiredRule(key, name, content, Set.of(key));
    }

    /** Hour by hour; a block that covers the day needs no clock. @param whole false for what Zabbix stores */
    private static String expression(Source source, RuleOrder.Series series, Instant now, boolean whole) {
        String item = "/" + series.labels().get("hostname") + "/"
                + source.config().path("metric_name").asText();
        List<String> terms = new ArrayList<>();
        for (RuleBlock block : series.blocks()) {
            String upper = whole ? "min(" + item : "";
            String lower = whole ? "max(" + item : "";
            terms(source, block, block.upper(), now).forEach(part -> term(terms, upper, block.upper(), ">", part));
            terms(source, block, block.lower(), now).forEach(part -> term(terms, lower, block.lower(), "<", part));
        }
        return String.join(" or ", terms);
    }

    private static List<DayPart> terms(Source source, RuleBlock block, RuleBlock.@Nullable Bound bound, Instant now) {
        return bound == null ? List.of() : DayPart.of(block, bound, source.zone(), serverZone(source), now);
    }

    private static void term(
            List<String> terms, String call, RuleBlock.@Nullable Bound bound, String beyond, DayPart part) {
        if (bound == null) {
            return;
        }
        String function =
                call.isEmpty() ? STORED_FUNCTION : call + "," + bound.window().toSeconds() + "s)";
        String hours = part.isWholeDay()
                ? ""
                : " and time()>=" + clock(part.first(), "00") + " and time()<=" + clock(part.last(), "59");
        terms.add("(" + function + beyond + PlatformText.number(bound.value()) + hours + ")");
    }

    /** HHMMSS as the number that {@code time()} gives. */
    private static String clock(String time, String seconds) {
        return String.valueOf(Integer.parseInt(time.replace(":", "") + seconds));
    }

    private static ZoneId serverZone(Source source) {
        String zone = source.config().path("server_timezone").asText("");
        return zone.isEmpty() ? source.zone() : ZoneId.of(zone);
    }

    private static String priority(RuleOrder.Policy policy) {
        return switch (policy.level()) {
            case P0 -> "4";
            case P1 -> "2";
            case P2 -> "1";
        };
    }

    private static void action(
            Source source, RuleOrder order, List<RuleDraft.Problem> problems, List<DesiredRule> rules) {
        List<String> groups = order.policy().contactGroupIds();
        List<String> media = order.policy().alertMethods();
        if (groups.isEmpty() && media.isEmpty()) {
            return;
        }
        if (groups.isEmpty() || media.isEmpty()) {
            problems.add(new RuleDraft.Problem(
                    Set.of(),
                    "Zabbix notifies people by user groups (contact_group_ids) and media types (alert_methods) together:"
                            + " give both or none"));
            return;
        }
        String name = actionName(source);
        ObjectNode content =
                Json.mapper().createObjectNode().put("kind", "action").put("name", name);
        groups.stream().distinct().sorted().forEach(content.putArray("groups")::add);
        media.stream().distinct().sorted().forEach(content.putArray("media")::add);
        Set<String> all =
                order.series().stream().map(RuleOrder.Series::uniqueKey).collect(Collectors.toSet());
        rules.add(new DesiredRule(ACTION_KEY, name, content, all));
    }

    /** The name is unique at Zabbix; the condition of the action names the data source that owns it. */
    static String actionName(Source source) {
        return "VeAIOps " + source.id();
    }
}
