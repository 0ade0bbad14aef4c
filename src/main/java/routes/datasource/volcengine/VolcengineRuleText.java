package routes.datasource.volcengine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import routes.common.json.Json;
import routes.datasource.AlarmCallbackUrl;
import routes.datasource.DayPart;
import routes.datasource.DesiredRule;
import routes.datasource.Ownership;
import routes.datasource.PlatformText;
import routes.datasource.RuleBlock;
import routes.datasource.RuleDraft;
import routes.datasource.RuleOrder;
import routes.datasource.Source;

/**
 * The rules that thresholds become: one for each series, block and bound. Both bounds in one rule, as VeAIOps has them,
 * would need one window for both. Pure.
 */
final class VolcengineRuleText {
    /** How many periods a rule may evaluate. */
    static final List<Integer> WINDOWS = List.of(1, 3, 5, 10, 15, 30, 60, 120);

    private static final int LONGEST_NAME = 128;
    private static final int MOST_GROUPS = 5;
    private static final int MINUTE = 60;
    /** Periods after which missing data can be an alarm. */
    private static final int LEAST_SILENCE = 3;

    private static final int MOST_SILENCE = 20;
    private static final Set<String> METHODS = Set.of("Email", "Phone", "SMS", "Webhook");

    private final Source source;
    private final RuleOrder.Policy policy;
    private final Setting setting;

    /** @param zone of the platform's clock */
    record Setting(ZoneId zone, AlarmCallbackUrl callback, Instant now) {}

    private VolcengineRuleText(Source source, RuleOrder.Policy policy, Setting setting) {
        this.source = source;
        this.policy = policy;
        this.setting = setting;
    }

    static RuleDraft draft(Source source, RuleOrder order, Setting setting) {
        VolcengineRuleText text = new VolcengineRuleText(source, order.policy(), setting);
        Optional<String> objection = text.objection();
        if (objection.isPresent()) {
            Set<String> all =
                    order.series().stream().map(RuleOrder.Series::uniqueKey).collect(Collectors.toSet());
            return new RuleDraft(List.of(), List.of(new RuleDraft.Problem(all, objection.get())));
        }
        List<DesiredRule> rules = new ArrayList<>();
        List<RuleDraft.Problem> problems = new ArrayList<>();
        for (RuleOrder.Series series : order.series()) {
            Optional<String> tooMuch = text.objection(series);
            tooMuch.ifPresent(reason -> problems.add(new RuleDraft.Problem(Set.of(series.uniqueKey()), reason)));
            if (tooMuch.isEmpty()) {
                series.blocks().forEach(block -> text.add(rules, series, block));
            }
        }
        return new RuleDraft(rules, problems);
    }

    private Optional<String> objection() {
        if (policy.contactGroupIds().size() > MOST_GROUPS) {
            return Optional.of("contact_group_ids: a rule of Volcengine has at most " + MOST_GROUPS);
        }
        if (!METHODS.containsAll(policy.alertMethods())) {
            return Optional.of("alert_methods: Volcengine knows Email, Phone, SMS and Webhook");
        }
        boolean people = policy.alertMethods().stream().anyMatch(method -> !method.equals("Webhook"));
        return people && policy.contactGroupIds().isEmpty()
                ? Optional.of("contact_group_ids: Email, Phone and SMS need a contact group")
                : Optional.empty();
    }

    private Optional<String> objection(RuleOrder.Series series) {
        long period = source.interval().toSeconds();
        if (period % MINUTE != 0) {
            return Optional.of("interval_seconds is " + period + ": a rule of Volcengine needs whole minutes");
        }
        int longest = series.longestWindow(source.interval());
        int most = WINDOWS.get(WINDOWS.size() - 1);
        return longest > most
                ? Optional.of("a window of " + longest + " values: Volcengine evaluates " + most + " at most")
                : Optional.empty();
    }

    private void add(List<DesiredRule> rules, RuleOrder.Series series, RuleBlock block) {
        add(rules, series, block, block.upper(), ">");
        add(rules, series, block, block.lower(), "<");
    }

    private void add(
            List<DesiredRule> rules,
            RuleOrder.Series series,
            RuleBlock block,
            RuleBlock.@Nullable Bound bound,
            String comparison) {
        if (bound == null) {
            return;
        }
        String side = comparison.equals(">") ? "upper" : "lower";
        List<DayPart> parts = DayPart.of(block, bound, source.zone(), setting.zone(), setting.now());
        for (int index = 0; index < parts.size(); index++) {
            String place = String.format(Locale.ROOT, "/%02d-%02d", block.startHour(), block.endHour())
                    + (index == 0 ? "/" : "/after-midnight/")
                    + side;
            rules.add(rule(series, parts.get(index), bound, new Side(place, side, comparison, silence(series, side))));
        }
    }

    /** @param silence periods without a value after which the rule alarms; 0: it does not */
    private record Side(String place, String name, String comparison, int silence) {}

    private int silence(RuleOrder.Series series, String side) {
        if (policy.noData() == null || !side.equals(series.silentSide())) {
            return 0;
        }
        long periods = policy.noData().toSeconds() / source.interval().toSeconds();
        return (int) Math.max(LEAST_SILENCE, Math.min(MOST_SILENCE, periods));
    }

    private DesiredRule rule(RuleOrder.Series series, DayPart part, RuleBlock.Bound bound, Side side) {
        String name = name(
                source.name() + "_" + series.uniqueKey() + "_" + part.first() + "-" + part.last() + "_" + side.name());
        ObjectNode content = Json.mapper().createObjectNode().put("name", name);
        content.put("level", level());
        content.put("metric", source.config().path("metric_name").asText());
        content.put("unit", source.config().path("metric_unit").asText());
        content.put("statistics", source.config().path("statistics").asText());
        content.put("comparison", side.comparison()).put("threshold", PlatformText.number(bound.value()));
        content.put("evaluation", allowed(bound.values(source.interval())));
        content.put("period", source.interval().toSeconds());
        content.put("no_data", side.silence());
        content.put("from", part.first()).put("to", part.last());
        ObjectNode dimensions = content.putObject("dimensions");
        new TreeMap<>(series.labels()).forEach(dimensions::put);
        content.put("region", source.config().path("region").asText());
        String webhook = policy.webhook() == null ? "" : policy.webhook();
        Set<String> methods = new TreeSet<>(policy.alertMethods());
        if (!webhook.isEmpty()) {
            methods.add("Webhook");
        }
        methods.forEach(content.putArray("methods")::add);
        new TreeSet<>(policy.contactGroupIds()).forEach(content.putArray("groups")::add);
        content.put("webhook", setting.callback().shown(webhook));
        tags(content.putArray("tags"));
        String former = source.name() + "_" + series.uniqueKey() + "_" + part.first() + "-" + part.last();
        return new DesiredRule(series.uniqueKey() + side.place(), name, content, Set.of(series.uniqueKey()), former);
    }

    private void tags(ArrayNode tags) {
        TreeMap<String, String> all = new TreeMap<>(Ownership.tags(source));
        for (int index = 0; index < policy.projects().size(); index++) {
            all.put(
                    String.format(Locale.ROOT, Ownership.PROJECT, index + 1),
                    policy.projects().get(index));
        }
        all.forEach((key, value) -> tags.addObject().put("Key", key).put("Value", value));
    }

    /** May not begin with a digit or a hyphen. */
    private static String name(String text) {
        String begun = text.matches("^[0-9-].*") ? "v_" + text : text;
        return PlatformText.within(LONGEST_NAME, begun);
    }

    /** The next one that is allowed: the value must be beyond the bound for longer, never for less. */
    private static int allowed(int values) {
        return WINDOWS.stream().filter(one -> one >= values).findFirst().orElseThrow();
    }

    private String level() {
        return switch (policy.level()) {
            case P0 -> "critical";
            case P1 -> "warning";
            case P2 -> "notice";
        };
    }
}
