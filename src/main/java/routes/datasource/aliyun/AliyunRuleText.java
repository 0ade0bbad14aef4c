package routes.datasource.aliyun;

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

/** The rules that thresholds become: one for each series, block and bound, within one day of the platform's clock. Pure. */
final class AliyunRuleText {
    private static final int LONGEST_NAME = 128;
    private static final int MINUTE = 60;

    private final Source source;
    private final RuleOrder.Policy policy;
    private final Setting setting;

    /** @param zone of the platform's clock. @param times how often in a row a value may have to be beyond, ascending */
    record Setting(ZoneId zone, List<Integer> times, AlarmCallbackUrl callback, Instant now) {
        Setting {
            times = List.copyOf(times);
        }
    }

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
            Optional<String> objection = text.objection(series);
            objection.ifPresent(reason -> problems.add(new RuleDraft.Problem(Set.of(series.uniqueKey()), reason)));
            if (objection.isEmpty()) {
                series.blocks().forEach(block -> text.add(rules, series, block));
            }
        }
        return new RuleDraft(rules, problems);
    }

    private Optional<String> objection(RuleOrder.Series series) {
        long period = source.interval().toSeconds();
        if (period % MINUTE != 0) {
            return Optional.of("interval_seconds is " + period + ": a rule of CloudMonitor needs whole minutes");
        }
        int longest = series.longestWindow(source.interval());
        int most = setting.times().get(setting.times().size() - 1);
        return longest > most
                ? Optional.of("a window of " + longest + " values: CloudMonitor takes " + most + " at most")
                : Optional.empty();
    }

    /** The next one that is allowed: the value must be beyond the bound for longer, never for less. */
    private int allowed(int values) {
        return setting.times().stream().filter(one -> one >= values).findFirst().orElseThrow();
    }

    private void add(List<DesiredRule> rules, RuleOrder.Series series, RuleBlock block) {
        add(rules, series, block, block.upper(), "upper");
        add(rules, series, block, block.lower(), "lower");
    }

    private void add(
            List<DesiredRule> rules,
            RuleOrder.Series series,
            RuleBlock block,
            RuleBlock.@Nullable Bound bound,
            String side) {
        if (bound == null) {
            return;
        }
        List<DayPart> parts = DayPart.of(block, bound, source.zone(), setting.zone(), setting.now());
        for (int index = 0; index < parts.size(); index++) {
            String place = String.format(Locale.ROOT, "/%02d-%02d", block.startHour(), block.endHour())
                    + (index == 0 ? "" : "/after-midnight");
            rules.add(rule(
                    series,
                    parts.get(index),
                    bound,
                    new Side(
                            place,
                            side,
                            policy.noData() != null && side.equals(series.silentSide()),
                            block.startHour() + "-" + block.endHour())));
        }
    }

    /**
     * @param tellsOfSilence whether the rule alarms when there are no values, too
     * @param hours of the block, as VeAIOps names its rule
     */
    private record Side(String place, String name, boolean tellsOfSilence, String hours) {
        String comparison() {
            return name.equals("upper") ? "GreaterThanThreshold" : "LessThanThreshold";
        }
    }

    private DesiredRule rule(RuleOrder.Series series, DayPart part, RuleBlock.Bound bound, Side side) {
        String name = PlatformText.within(
                LONGEST_NAME,
                source.name() + "-" + series.uniqueKey() + "-" + side.name() + "-" + part.first() + "-" + part.last());
        ObjectNode content = Json.mapper().createObjectNode().put("name", name);
        content.put("namespace", source.config().path("namespace").asText());
        content.put("metric", source.config().path("metric_name").asText());
        content.put("level", level());
        content.put("statistics", source.config().path("statistics").asText());
        content.put("comparison", side.comparison());
        content.put("threshold", PlatformText.number(bound.value()));
        content.put("times", allowed(bound.values(source.interval())));
        content.put("period", source.interval().toSeconds());
        content.put("no_data", side.tellsOfSilence() ? AliyunBody.NO_DATA_ALARMS : AliyunBody.NO_DATA_KEEPS);
        content.put("effective", part.first() + "-" + part.last());
        content.put("silence", source.config().path("silence_seconds").asInt());
        ObjectNode resources = content.putObject("resources");
        new TreeMap<>(series.labels()).forEach(resources::put);
        new TreeSet<>(policy.contactGroupIds()).forEach(content.putArray("groups")::add);
        content.put("webhook", setting.callback().shown(policy.webhook() == null ? "" : policy.webhook()));
        labels(content.putArray("labels"));
        return new DesiredRule(
                series.uniqueKey() + side.place() + "/" + side.name(),
                name,
                content,
                Set.of(series.uniqueKey()),
                source.name() + "-" + series.uniqueKey() + "-" + side.name() + "-" + side.hours());
    }

    private void labels(ArrayNode labels) {
        TreeMap<String, String> all = new TreeMap<>(Ownership.tags(source));
        for (int index = 0; index < policy.projects().size(); index++) {
            all.put(
                    String.format(Locale.ROOT, Ownership.PROJECT, index + 1),
                    policy.projects().get(index));
        }
        all.forEach((key, value) -> labels.addObject().put("Key", key).put("Value", value));
    }

    private String level() {
        return switch (policy.level()) {
            case P0 -> "Critical";
            case P1 -> "Warn";
            case P2 -> "Info";
        };
    }
}
