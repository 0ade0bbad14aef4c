package routes.datasource.zabbix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import routes.datasource.ExistingRule;
import routes.datasource.PlatformFailure;
import routes.datasource.RuleEvaluation;
import routes.datasource.SeriesJoin;
import routes.datasource.SeriesRange;
import routes.datasource.Source;
import routes.datasource.TimeSeries;

/** What a trigger, as it is written in Zabbix, would have done over the history of its item. */
final class ZabbixReadBack {
    private static final RuleEvaluation NOTHING = new RuleEvaluation(List.of());

    private final ZabbixDataSource zabbix;
    private final Source source;

    ZabbixReadBack(ZabbixDataSource zabbix, Source source) {
        this.zabbix = zabbix;
        this.source = source;
    }

    /** An action raises nothing by itself, nor does a trigger for missing data where data were learned from. */
    RuleEvaluation evaluate(ExistingRule written, SeriesRange range) {
        String expression = written.content().path("expression").asText();
        if (ZabbixActions.isAction(written) || expression.startsWith("nodata(")) {
            return NOTHING;
        }
        String recovery = written.content().path(ZabbixRuleText.RECOVERY).asText();
        try {
            TriggerText.Condition problem = TriggerText.parse(expression);
            TriggerText.Condition over = recovery.isEmpty() ? null : TriggerText.parse(recovery);
            ZabbixItem item = item(expression);
            List<TimeSeries> history = SeriesJoin.join(zabbix.slots(only(item), range).stream()
                    .flatMap(slot -> zabbix.fetchSlot(only(item), slot).stream())
                    .toList());
            return history.isEmpty()
                    ? NOTHING
                    : new TriggerRun(history.get(0), item.path(), ZabbixExpression.serverZone(source))
                            .alarms(problem, over);
        } catch (IllegalArgumentException other) {
            throw new PlatformFailure.BadRequest(
                    "other_expression", "the expression of the trigger is not one of ours: " + other.getMessage());
        }
    }

    private ZabbixItem item(String expression) {
        return zabbix.items(source).items().values().stream()
                .filter(item -> expression.contains("(" + item.path() + ","))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("it is on none of the targets"));
    }

    private Source only(ZabbixItem item) {
        ObjectNode config = source.config().deepCopy();
        ArrayNode targets = config.putArray("targets");
        for (JsonNode target : source.config().path("targets")) {
            if (target.path("itemid").asText().equals(item.id())) {
                targets.add(target);
            }
        }
        return new Source(source.id(), source.name(), source.account(), config, source.interval(), source.zone());
    }
}
