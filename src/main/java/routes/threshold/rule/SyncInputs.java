package routes.threshold.rule;

import java.util.List;
import java.util.function.Function;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.datasource.ExistingRule;
import routes.datasource.RuleDraft;
import routes.datasource.RuleOrder;
import routes.datasource.connect.DataSourceResolver;
import routes.threshold.task.Task;
import routes.threshold.task.TaskVersion;
import routes.threshold.task.VersionStatus;

/** Reads what a plan is made from: the version, the rules that it becomes, what the platform has, what we wrote. */
final class SyncInputs {
    private final RuleSync.Stores stores;
    private final DataSourceResolver sources;
    private final RulePlaces places;
    private final Function<String, String> callback;

    SyncInputs(
            RuleSync.Stores stores, DataSourceResolver sources, RulePlaces places, Function<String, String> callback) {
        this.stores = stores;
        this.sources = sources;
        this.places = places;
        this.callback = callback;
    }

    /** @throws RefusedRequest when the version cannot become rules */
    BegunSync.Ready ready(RuleSync.Order order) {
        Task task = stores.tasks()
                .find(order.taskId())
                .orElseThrow(
                        () -> RefusedRequest.of(ErrorCode.NOT_FOUND, "task_id: there is no task " + order.taskId()));
        TaskVersion version = usable(task, order.versionId());
        DataSourceResolver.Open open = sources.open("datasource_id", task.dataSourceId());
        if (!version.isComputedFrom(open.source())) {
            throw RefusedRequest.of(
                    ErrorCode.CONFLICT,
                    "task_version_id: the data source or its connect was changed after this version was computed: run the"
                            + " task again, then sync the new version");
        }
        RuleOrder.Policy policy = order.policy()
                .forRules(task.projects(), callback.apply(open.type().type()));
        Thresholds thresholds = Thresholds.of(stores.versions().result(version.id()), Thresholds.Form.of(open));
        boolean careful = order.from() == RuleSync.From.SCHEDULE && !task.syncPoor();
        boolean adopting = order.from() == RuleSync.From.ADOPTING_PERSON;
        return new BegunSync.Ready(
                open,
                known(open, careful ? thresholds.trusted() : thresholds, policy, adopting),
                new ReadBack.Learned(version.range(), thresholds.alarms()));
    }

    private RulePlanner.Known known(
            DataSourceResolver.Open open, Thresholds thresholds, RuleOrder.Policy policy, boolean adopting) {
        RuleDraft draft = open.type()
                .draftRules(open.source(), new RuleOrder(thresholds.series(), policy, thresholds.labelNames()));
        List<ExistingRule> existing = places.rules(open);
        return new RulePlanner.Known(
                draft,
                thresholds.without(),
                thresholds.poor(),
                thresholds.gone(),
                existing,
                places.registered(open, existing),
                places.others(open, existing),
                adopting);
    }

    private TaskVersion usable(Task task, String versionId) {
        TaskVersion version = stores.versions()
                .find(versionId)
                .orElseThrow(() ->
                        RefusedRequest.of(ErrorCode.NOT_FOUND, "task_version_id: there is no version " + versionId));
        if (!version.taskId().equals(task.id())) {
            throw RefusedRequest.invalid("task_version_id", "task_version_id is a version of another task");
        }
        if (version.status() != VersionStatus.SUCCESS) {
            throw RefusedRequest.of(
                    ErrorCode.CONFLICT,
                    "task_version_id: only a version that is Success becomes rules, this one is "
                            + version.status().wireName());
        }
        return version;
    }
}
