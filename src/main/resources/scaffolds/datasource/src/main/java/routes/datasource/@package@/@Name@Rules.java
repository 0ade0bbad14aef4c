package routes.datasource.@package@;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import routes.datasource.DesiredRule;
import routes.datasource.Ownership;
import routes.datasource.RuleBlock;
import routes.datasource.RuleDraft;
import routes.datasource.RuleOrder;
import routes.datasource.Source;

/** Thresholds as rules of @Name@: one for each series, block of the day and bound. Pure: no call is made. */
final class @Name@Rules {
    private @Name@Rules() {}

    static RuleDraft draft(RuleOrder order) {
        List<DesiredRule> rules = new ArrayList<>();
        for (RuleOrder.Series series : order.series()) {
            for (RuleBlock block : series.blocks()) {
                rule(order, series, block, block.upper(), ">").ifPresent(rules::add);
                rule(order, series, block, block.lower(), "<").ifPresent(rules::add);
            }
        }
        return new RuleDraft(rules, List.of());
    }

    /** @param sign compares the value with the bound */
    private static Optional<DesiredRule> rule(
            RuleOrder order, RuleOrder.Series series, RuleBlock block, RuleBlock.@Nullable Bound bound, String sign) {
        if (bound == null) {
            return Optional.empty();
        }
        String side = sign.equals(">") ? "upper" : "lower";
        String key = series.uniqueKey() + "/" + block.startHour() + "-" + block.endHour() + "/" + side;
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        content.put("series", series.uniqueKey());
        content.put("hours", block.startHour() + "-" + block.endHour());
        content.put("when", sign);
        content.put("threshold", bound.value());
        content.put("seconds", (int) bound.window().toSeconds());
        content.put("level", order.policy().level().name());
        return Optional.of(new DesiredRule(key, key, content, Set.of(series.uniqueKey()))
                .watching(DesiredRule.Hours.of(side, block)));
    }

    /** What is sent: the tags say whose the rule is. */
    static ObjectNode body(Source source, DesiredRule rule, boolean enabled) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("name", rule.name()).put("enabled", enabled);
        body.putObject("tags")
                .put(Ownership.MANAGED_BY, Ownership.US)
                .put(Ownership.SOURCE, source.id())
                .put(Ownership.RULE, rule.id());
        body.set("content", rule.content());
        return body;
    }
}
