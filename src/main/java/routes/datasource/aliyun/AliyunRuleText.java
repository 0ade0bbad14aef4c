package routes.datasource.aliyun;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

/** The rules that thresholds become: one for each series, block and bound, within one day of the platform's clock. Pure. */
final class AliyunRuleText {
    private static final int LONGEST_NAME = 128;

    private final Source source;
    private final RuleOrder.Policy policy;
    private final Setting setting;

    /** @param zone of the platform's clock */
    record Setting(ZoneId zone, RulePeriods periods, AlarmCallbackUrl callback, Instant now) {}

    private AliyunRuleText(Source source, RuleOrder.Policy policy, Setting setting) {
        this.source = source;
        this.policy = policy;
        this.setting = setting;
    }

    static RuleDraft draft(Source source, RuleOrder order, Setting setting) {
        if (order.policy().contactGroupIds().isEmpty()) {
            Set<String> all =
                    order.series().stream().map(RuleOrder.Series::uniqueKey).collect(Collectors.toSet());
            return new RuleDraft(
                    List.of(),
                    List.of(new RuleDraft.Problem(
                            all, "contact_group_ids: a rule of CloudMonitor needs the name of a contact group")));
        }
        AliyunRuleText text = new AliyunRuleText(source, order.policy(), setting);
        List<DesiredRule> rules = new ArrayList<>();
        List<RuleDraft.Problem> problems = new ArrayList<>();
        for (RuleOrder.Series series : order.series()) {
            Optional<String> objection = setting.periods().objection(series, source.interval());
            objection.ifPresent(reason -> problems.add(new RuleDraft.Problem(Set.of(series.uniqueKey()), reason)));
            if (objection.isEmpty()) {
                text.add(rules, series);
            }
        }
        return new RuleDraft(rules, problems);
    }

    private void add(List<DesiredRule> rules, RuleOrder.Series series) {
        BoundedHours.of(series, new BoundedHours.Clocks(source.zone(), setting.zone(), setting.now()))
                .forEach(bounded -> rules.add(rule(bounded)));
    }

    private DesiredRule rule(BoundedHours bounded) {
        RuleOrder.Series series = bounded.series();
        DayPart part = bounded.part();
        String begun = source.name() + "-" + series.uniqueKey() + "-" + bounded.side() + "-";
        String name = PlatformText.within(LONGEST_NAME, begun + part.first() + "-" + part.last());
        ObjectNode content = Json.mapper().createObjectNode().put("name", name);
        content.put("namespace", source.config().path("namespace").asText());
        content.put("metric", source.config().path("metric_name").asText());
        content.put("level", level());
        content.put("statistics", source.config().path("statistics").asText());
        content.put("comparison", bounded.isUpper() ? "GreaterThanThreshold" : "LessThanThreshold");
        content.put("threshold", PlatformText.number(bounded.bound().value()));
        content.put("times", setting.periods().of(bounded.bound(), source.interval()));
        content.put("period", source.interval().toSeconds());
        content.put("no_data", bounded.tellsOfSilence(policy) ? AliyunBody.NO_DATA_ALARMS : AliyunBody.NO_DATA_KEEPS);
        content.put("effective", part.first() + "-" + part.last());
        content.put("silence", source.config().path("silence_seconds").asInt());
        ObjectNode resources = content.putObject("resources");
        new TreeMap<>(series.labels()).forEach(resources::put);
        new TreeSet<>(policy.contactGroupIds()).forEach(content.putArray("groups")::add);
        content.put("webhook", setting.callback().shown(policy.webhook() == null ? "" : policy.webhook()));
        labels(content.putArray("labels"));
        return bounded.rule(name, content)
                .following(begun + bounded.block().startHour() + "-"
                        + bounded.block().endHour());
    }

    private void labels(ArrayNode labels) {
        Ownership.tags(source, policy.projects())
                .forEach((key, value) -> labels.addObject().put("Key", key).put("Value", value));
    }

    private String level() {
        return switch (policy.level()) {
            case P0 -> "Critical";
            case P1 -> "Warn";
            case P2 -> "Info";
        };
    }
}
