package routes.api.threshold;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.common.json.Json;
import routes.datasource.ExistingRule;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.http.Fields;
import routes.threshold.rule.Elsewhere;
import routes.threshold.rule.Orphans;
import routes.threshold.rule.SyncRecord;
import routes.threshold.rule.Tombstone;

/** Rules whose task is gone or whose place was left, and rules that are given up or taken back. */
public final class OrphanApi {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Orphans orphans;

    public OrphanApi(Orphans orphans) {
        this.orphans = orphans;
    }

    public ApiAnswer list(ApiRequest request) {
        return ApiAnswer.ok(orphans.list().stream().map(OrphanApi::shown).toList());
    }

    /** Without {@code apply} it says what it would do. */
    public ApiAnswer remove(ApiRequest request) {
        Fields fields = Fields.of(request);
        String dataSource = fields.id("datasource_id");
        if (fields.flag("forget")) {
            if (fields.flag("apply")) {
                orphans.forget(dataSource);
            }
            return ApiAnswer.ok(NODES.objectNode().put("forgotten", fields.flag("apply")));
        }
        List<Elsewhere> found = orphans.look(dataSource);
        return ApiAnswer.ok(fields.flag("apply") ? removed(found, orphans.remove(dataSource, found)) : planned(found));
    }

    public ApiAnswer disown(ApiRequest request) {
        return owned(Fields.of(request), false);
    }

    public ApiAnswer own(ApiRequest request) {
        return owned(Fields.of(request), true);
    }

    private ApiAnswer owned(Fields fields, boolean again) {
        boolean apply = fields.flag("apply");
        List<String> names =
                orphans.disown(fields.id("datasource_id"), fields.texts("rule_names"), new Orphans.Apply(apply, again));
        ObjectNode node = NODES.objectNode().put("applied", apply);
        names.forEach(node.putArray("rule_names")::add);
        return ApiAnswer.ok(node);
    }

    private static ObjectNode shown(Orphans.Left left) {
        ObjectNode node = NODES.objectNode().put("datasource_id", left.dataSourceId());
        tombstone(node, left.tombstone());
        if (left.place() != null) {
            node.put("type", left.place().type()).set("where", TaskJson.where(left.place()));
        }
        ArrayNode rules = node.putArray("rules");
        left.rules().forEach(rule -> rules.addObject()
                .put("rule_name", rule.name())
                .put("rule_id", rule.remoteId())
                .put("written_at", Json.text(rule.writtenAt())));
        return node;
    }

    private static void tombstone(ObjectNode node, @Nullable Tombstone tombstone) {
        if (tombstone != null) {
            node.put("task_name", tombstone.taskName())
                    .put("deleted_at", Json.text(tombstone.deletedAt()))
                    .put("reason", tombstone.reason());
        }
    }

    private static ObjectNode planned(List<Elsewhere> found) {
        ObjectNode node = NODES.objectNode().put("applied", false);
        ArrayNode rules = node.putArray("rules");
        for (Elsewhere left : found) {
            left.rules().stream().filter(ExistingRule::ours).forEach(rule -> rules.addObject()
                    .put("action", "delete")
                    .put("rule_name", rule.name())
                    .put("rule_id", rule.remoteId())
                    .set("where", TaskJson.where(left.place())));
        }
        return unreachable(node, found);
    }

    private static ObjectNode removed(List<Elsewhere> found, List<SyncRecord.Step> done) {
        ObjectNode node = NODES.objectNode().put("applied", true);
        ArrayNode rules = node.putArray("rules");
        done.forEach(step -> rules.add(TaskJson.of(step)));
        return unreachable(node, found);
    }

    private static ObjectNode unreachable(ObjectNode node, List<Elsewhere> found) {
        TaskJson.unreachable(
                node, found.stream().filter(left -> left.failure() != null).toList());
        return node;
    }
}
