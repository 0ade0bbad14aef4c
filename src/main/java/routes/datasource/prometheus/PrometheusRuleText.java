package routes.datasource.prometheus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import routes.common.json.Json;
import routes.datasource.DesiredRule;
import routes.datasource.Ownership;
import routes.datasource.RuleBlock;
import routes.datasource.RuleDraft;
import routes.datasource.RuleOrder;
import routes.datasource.Source;

/**
 * The alerting rules that thresholds become: one for each series and side, which goes on over the edges of blocks; one for each window
 * where blocks have different ones. Pure.
 */
final class PrometheusRuleText {
    static final String RULE = label(Ownership.RULE);

    private static final DesiredRule.Hours NO_DATA = DesiredRule.Hours.of("no_data", new RuleBlock(0, 24, null, null));

    private PrometheusRuleText() {}

    /** Names of labels have no hyphen. */
    static String label(String tag) {
        return tag.replace('-', '_');
    }

    static RuleDraft draft(Source source, RuleOrder order, Instant now) {
        Draft draft = new Draft(source, order, now, new ArrayList<>());
        for (RuleOrder.Series series : order.series()) {
            draft.add(series, "upper");
            draft.add(series, "lower");
            draft.addNoData(series, order.policy().noData());
        }
        boolean names = !order.policy().contactGroupIds().isEmpty()
                || !order.policy().alertMethods().isEmpty();
        List<RuleDraft.Problem> problems = names
                ? List.of(new RuleDraft.Problem(
                        Set.of(),
                        "Prometheus notifies no one: name the recipients in Alertmanager, and leave contact_group_ids and"
                                + " alert_methods out"))
                : List.of();
        return new RuleDraft(draft.rules(), problems);
    }

    private record Draft(Source source, RuleOrder order, Instant now, List<DesiredRule> rules) {
        void add(RuleOrder.Series series, String side) {
            Map<Duration, List<RuleBlock>> byWindow = new LinkedHashMap<>();
            for (RuleBlock block : series.blocks()) {
                RuleBlock.Bound bound = block.bound(side);
                if (bound != null) {
                    byWindow.computeIfAbsent(bound.window(), window -> new ArrayList<>())
                            .add(block);
                }
            }
            byWindow.forEach((window, blocks) -> add(series, side, blocks));
        }

        /** @param blocks with one window; the first one names the rule */
        private void add(RuleOrder.Series series, String side, List<RuleBlock> blocks) {
            String key = series.uniqueKey() + "/" + hours(blocks.get(0)) + "/" + side;
            String name = source.name() + "." + series.name() + "." + side;
            ObjectNode content = Json.mapper().createObjectNode().put("alert", name);
            content.put(
                    "expr",
                    PromQl.beyond(
                            PromQl.query(source.config(), labels(series)),
                            side,
                            blocks,
                            new PromQl.Clock(source.zone(), now)));
            put(
                    content,
                    "for",
                    PromQl.lasting(Objects.requireNonNull(blocks.get(0).bound(side)), source.interval()));
            put(
                    content,
                    "keep_firing_for",
                    source.config().path(PrometheusDataSource.KEEP_FIRING).asInt());
            written().forEach(content.putObject("labels")::put);
            String hours = blocks.stream().map(Draft::hours).collect(Collectors.joining(", "));
            content.putObject("annotations")
                    .put("summary", series.uniqueKey() + " is beyond what is normal for " + hours + " h");
            rules.add(new DesiredRule(key, name, content, Set.of(series.uniqueKey()))
                    .watching(DesiredRule.Hours.of(side, blocks.toArray(RuleBlock[]::new))));
        }

        private static String hours(RuleBlock block) {
            String hours = String.format(Locale.ROOT, "%02d-%02d", block.startHour(), block.endHour());
            return block.isOfEveryDay() ? hours : hours + " " + days(block);
        }

        /** Such as {@code Sat,Sun}. */
        private static String days(RuleBlock block) {
            return block.days().stream()
                    .sorted()
                    .map(day -> day.getDisplayName(TextStyle.SHORT, Locale.ROOT))
                    .collect(Collectors.joining(","));
        }

        /** Nothing comes of the series itself then: the alarm has its labels from the rule. */
        void addNoData(RuleOrder.Series series, @Nullable Duration silence) {
            if (silence == null) {
                return;
            }
            String name = source.name() + "." + series.name() + ".no_data";
            ObjectNode content = Json.mapper().createObjectNode().put("alert", name);
            content.put("expr", PromQl.absent(source, labels(series), silence));
            TreeMap<String, String> labels = new TreeMap<>(series.labels());
            labels.putAll(written());
            labels.forEach(content.putObject("labels")::put);
            content.putObject("annotations")
                    .put("summary", series.uniqueKey() + " has no values for " + silence.toMinutes() + " minutes");
            rules.add(new DesiredRule(series.uniqueKey() + "/no-data", name, content, Set.of(series.uniqueKey()))
                    .watching(NO_DATA));
        }

        /** Servers leave it out when it is 0. */
        private static void put(ObjectNode content, String field, long seconds) {
            if (seconds > 0) {
                content.put(field, PrometheusDuration.text(seconds));
            }
        }

        private Map<String, String> written() {
            TreeMap<String, String> labels = new TreeMap<>();
            labels.put("level", order.policy().level().name());
            labels.put("severity", severity());
            Ownership.tags(source, order.policy().projects()).forEach((tag, value) -> labels.put(label(tag), value));
            return labels;
        }

        /** A label that others have and this one lacks is empty: the selector reads no sibling. */
        private Map<String, String> labels(RuleOrder.Series series) {
            Map<String, String> exact = new HashMap<>();
            order.labelNames().forEach(name -> exact.put(name, ""));
            exact.putAll(series.labels());
            return exact;
        }

        private String severity() {
            return switch (order.policy().level()) {
                case P0 -> "critical";
                case P1 -> "warning";
                case P2 -> "info";
            };
        }
    }
}
