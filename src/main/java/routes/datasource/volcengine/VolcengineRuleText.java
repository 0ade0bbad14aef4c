package routes.datasource.volcengine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import routes.common.json.Json;
import routes.datasource.AlarmCallbackUrl;
import routes.datasource.BoundedHours;
import routes.datasource.DayPart;
import routes.datasource.DesiredRule;
import routes.datasource.Ownership;
import routes.datasource.PlatformText;
import routes.datasource.RuleDraft;
import routes.datasource.RuleOrder;
import routes.datasource.RulePeriods;
import routes.datasource.Source;

/**
 * The rules that thresholds become: one for each series, block and bound. Both bounds in one rule, as VeAIOps has them,
 * would need one window for both. Pure.
 */
final class VolcengineRuleText {
    /** {@code EvaluationCount}: minutes for which values must be beyond (volcengine.com/docs/6408/146412). */
    static final RulePeriods PERIODS = new RulePeriods("Volcengine", List.of(1, 3, 5, 10, 15, 30, 60, 120), true);

    private static final int LONGEST_NAME = 128;
    private static final int MOST_GROUPS = 5;
    /** Decimals of a threshold, which is 0 or more. */
    private static final int DECIMALS = 3;
    /** Minutes after which missing data can be an alarm. */
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
            Optional<String> tooMuch = PERIODS.objection(series, source.interval());
            tooMuch.ifPresent(reason -> problems.add(new RuleDraft.Problem(Set.of(series.uniqueKey()), reason)));
            if (tooMuch.isEmpty()) {
                text.add(rules, problems, series);
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

    private void add(List<DesiredRule> rules, List<RuleDraft.Problem> problems, RuleOrder.Series series) {
        BoundedHours.Clocks clocks = new BoundedHours.Clocks(source.zone(), setting.zone(), setting.now());
        for (BoundedHours bounded : BoundedHours.of(series, clocks)) {
            BigDecimal threshold = threshold(bounded);
            if (threshold.signum() < 0 || threshold.signum() == 0 && !bounded.isUpper()) {
                String reason =
                        "a bound of " + PlatformText.number(bounded.bound().value())
                                + ": a threshold of Volcengine is 0 or more, with " + DECIMALS + " decimals";
                problems.add(new RuleDraft.Problem(Set.of(series.uniqueKey()), reason));
            } else {
                rules.add(rule(bounded));
            }
        }
    }

    /** Rounded away from what is normal. */
    private static BigDecimal threshold(BoundedHours bounded) {
        return BigDecimal.valueOf(bounded.bound().value())
                .setScale(DECIMALS, bounded.isUpper() ? RoundingMode.CEILING : RoundingMode.FLOOR);
    }

    /** Minutes without a value after which the rule alarms; 0: it does not. */
    private int silence(BoundedHours bounded) {
        if (policy.noData() == null || !bounded.tellsOfSilence(policy)) {
            return 0;
        }
        long minutes =
                Math.max(policy.noData().toMinutes(), 2 * source.interval().toMinutes());
        return (int) Math.max(LEAST_SILENCE, Math.min(MOST_SILENCE, minutes));
    }

    private DesiredRule rule(BoundedHours bounded) {
        RuleOrder.Series series = bounded.series();
        DayPart part = bounded.part();
        String former = source.name() + "_" + series.uniqueKey() + "_" + part.first() + "-" + part.last();
        String name = name(former + "_" + bounded.side());
        ObjectNode content = Json.mapper().createObjectNode().put("name", name);
        content.put("level", level());
        content.put("metric", source.config().path("metric_name").asText());
        content.put("unit", source.config().path("metric_unit").asText());
        content.put("statistics", source.config().path("statistics").asText());
        content.put("comparison", bounded.isUpper() ? ">" : "<");
        content.put("threshold", PlatformText.number(threshold(bounded).doubleValue()));
        content.put("evaluation", PERIODS.of(bounded.bound(), source.interval()));
        content.put("period", source.interval().toSeconds());
        content.put("no_data", silence(bounded));
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
        return bounded.rule(name, content).following(former);
    }

    private void tags(ArrayNode tags) {
        Ownership.tags(source, policy.projects())
                .forEach((key, value) -> tags.addObject().put("Key", key).put("Value", value));
    }

    /** May not begin with a digit or a hyphen. */
    private static String name(String text) {
        String begun = text.matches("^[0-9-].*") ? "v_" + text : text;
        return PlatformText.within(LONGEST_NAME, begun);
    }

    private String level() {
        return switch (policy.level()) {
            case P0 -> "critical";
            case P1 -> "warning";
            case P2 -> "notice";
        };
    }
}
