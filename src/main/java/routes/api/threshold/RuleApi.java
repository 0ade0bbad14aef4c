package routes.api.threshold;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import routes.alarm.Level;
import routes.common.error.RefusedRequest;
import routes.common.repository.Listed;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.http.Fields;
import routes.http.Page;
import routes.http.QueryValues;
import routes.threshold.rule.RulePlan;
import routes.threshold.rule.RuleSync;
import routes.threshold.rule.SyncPolicy;
import routes.threshold.rule.SyncRecord;
import routes.threshold.rule.SyncRecords;

/** Plans and syncs of alarm rules. */
public final class RuleApi {
    private final RuleSync rules;
    private final Sync sync;
    private final SyncRecords records;

    /** A sync by the route that the schedule calls too. */
    public interface Sync {
        /** @param confirmed whether rules may be deleted whose things are not known to be gone */
        SyncRecord of(RuleSync.Order order, boolean confirmed);
    }

    public RuleApi(RuleSync rules, Sync sync, SyncRecords records) {
        this.rules = rules;
        this.sync = sync;
        this.records = records;
    }

    public ApiAnswer plan(ApiRequest request) {
        RulePlan plan = rules.plan(order(Fields.of(request)));
        return ApiAnswer.ok(TaskJson.of(plan, rules.unconfirmed(plan)));
    }

    public ApiAnswer sync(ApiRequest request) {
        Fields fields = Fields.of(request);
        return ApiAnswer.ok(TaskJson.of(sync.of(order(fields), fields.flag("confirm_deletions"))));
    }

    /** A sync that takes wanted rules over which are not ours; without {@code apply} it says what it would do. */
    public ApiAnswer adopt(ApiRequest request) {
        Fields fields = Fields.of(request);
        RuleSync.Order order = order(fields).adopting();
        if (fields.flag("apply")) {
            return ApiAnswer.ok(TaskJson.of(sync.of(order, fields.flag("confirm_deletions"))));
        }
        RulePlan plan = rules.plan(order);
        return ApiAnswer.ok(TaskJson.of(plan, rules.unconfirmed(plan)));
    }

    /** To the version that was synced before the last one; without {@code apply} it says what it would do. */
    public ApiAnswer rollback(ApiRequest request) {
        Fields fields = Fields.of(request);
        RuleSync.Order before = rules.before(fields.id("task_id"));
        if (fields.flag("apply")) {
            return ApiAnswer.ok(TaskJson.of(sync.of(before, fields.flag("confirm_deletions"))));
        }
        RulePlan plan = rules.plan(before);
        return ApiAnswer.ok(TaskJson.of(plan, rules.unconfirmed(plan)).put("task_version_id", before.versionId()));
    }

    public ApiAnswer records(ApiRequest request) {
        Page page = request.page();
        SyncRecords.Filter filter = new SyncRecords.Filter(
                QueryValues.id("task_id", required(request, "task_id")),
                QueryValues.id("task_version_id", required(request, "task_version_id")),
                status(request),
                time(request, "start_time").orElse(null),
                time(request, "end_time").orElse(null));
        if (filter.from() != null && filter.to() != null && filter.from().isAfter(filter.to())) {
            throw RefusedRequest.invalid("start_time", "start_time must not be after end_time");
        }
        Listed<SyncRecord> found = records.list(filter, page.skip(), page.limit());
        return ApiAnswer.list(found.items().stream().map(TaskJson::of).toList(), page, found.total());
    }

    private RuleSync.Order order(Fields fields) {
        String taskId = fields.id("task_id");
        return new RuleSync.Order(taskId, fields.id("task_version_id"), policy(fields, rules.kept(taskId)));
    }

    /** What a request does not name is as the last sync of the task had it; null takes it away. */
    private static SyncPolicy policy(Fields fields, SyncPolicy kept) {
        return new SyncPolicy(
                fields.optionalText("alarm_level").map(Level::valueOf).orElse(kept.level()),
                fields.names("contact_group_ids") ? fields.texts("contact_group_ids") : kept.contactGroupIds(),
                fields.names("alert_methods") ? fields.texts("alert_methods") : kept.alertMethods(),
                fields.names("webhook")
                        ? fields.optionalText("webhook").map(RuleApi::webhook).orElse(null)
                        : kept.webhook(),
                fields.names(SyncPolicy.NO_DATA) ? noData(fields) : kept.noData());
    }

    private static @Nullable Duration noData(Fields fields) {
        return fields.has(SyncPolicy.NO_DATA) ? Duration.ofMinutes(fields.integer(SyncPolicy.NO_DATA)) : null;
    }

    private static String webhook(String text) {
        try {
            URI uri = new URI(text);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return text;
            }
        } catch (URISyntaxException expected) {
            throw RefusedRequest.invalid("webhook", "webhook must be an http or https URL");
        }
        throw RefusedRequest.invalid("webhook", "webhook must be an http or https URL");
    }

    private static SyncRecord.@Nullable Status status(ApiRequest request) {
        return request.query("status")
                .map(text -> {
                    int code = QueryValues.integer("status", text);
                    if (code < 0 || code > 2) {
                        throw RefusedRequest.invalid("status", "status must be 0, 1 or 2");
                    }
                    return SyncRecord.Status.of(code);
                })
                .orElse(null);
    }

    private static Optional<Instant> time(ApiRequest request, String name) {
        return request.instant(name);
    }

    private static String required(ApiRequest request, String name) {
        return request.query(name).orElseThrow(() -> RefusedRequest.invalid(name, name + " is required"));
    }
}
