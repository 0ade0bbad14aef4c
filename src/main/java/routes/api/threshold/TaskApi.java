package routes.api.threshold;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.api.Resource;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.repository.Listed;
import routes.datasource.PlatformFailure;
import routes.datasource.connect.DataSourceResolver;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.http.Fields;
import routes.http.Page;
import routes.http.QueryValues;
import routes.subscription.Stamps;
import routes.threshold.rule.RuleSync;
import routes.threshold.rule.SyncRecords;
import routes.threshold.task.Slots;
import routes.threshold.task.Task;
import routes.threshold.task.TaskVersion;
import routes.threshold.task.Tasks;
import routes.threshold.task.VersionStatus;
import routes.threshold.task.Versions;

/** Operations on tasks and their versions. */
public final class TaskApi {
    private static final Logger LOG = LoggerFactory.getLogger(TaskApi.class);

    private final Tasks storedTasks;
    private final Versions versions;
    private final Slots slots;
    private final SyncRecords records;
    private final DataSourceResolver resolver;
    private final RuleSync rules;
    private final Resource<Task> tasks;

    public TaskApi(
            Tasks storedTasks,
            Versions versions,
            Slots slots,
            SyncRecords records,
            DataSourceResolver resolver,
            RuleSync rules,
            Clock clock) {
        this.storedTasks = storedTasks;
        this.versions = versions;
        this.slots = slots;
        this.records = records;
        this.resolver = resolver;
        this.rules = rules;
        this.tasks = new Resource<>(storedTasks, Task.class, "task", () -> {}, clock);
    }

    public ApiAnswer create(ApiRequest request) {
        Fields fields = Fields.of(request);
        String name = fields.text("task_name");
        DataSourceResolver.Open source = resolver.open("datasource_id", fields.id("datasource_id"));
        String type = source.type().type();
        if (!fields.optionalText("datasource_type").orElse(type).equals(type)) {
            throw RefusedRequest.invalid("datasource_type", "datasource_type is " + type + " for this data source");
        }
        TaskVersion.Ask ask = TaskAsk.of(fields, source, TaskVersion.HIGH);
        Task task = new Task(
                storedTasks.newId(),
                name,
                source.source().id(),
                type,
                fields.flag("auto_update"),
                fields.flag("sync_poor"),
                fields.texts("projects"),
                null,
                true,
                Stamps.created(tasks.now()));
        tasks.insert(task, "there is a task named " + name + " or a task of this data source already");
        TaskVersion first = TaskVersion.queued(versions.newId(), task.id(), 1, ask, tasks.now());
        versions.insert(first);
        return ApiAnswer.created(TaskJson.of(task, first));
    }

    public ApiAnswer get(ApiRequest request) {
        Task task = tasks.existing(request, "task_id");
        return ApiAnswer.ok(TaskJson.of(task, versions.latest(task.id()).orElse(null)));
    }

    public ApiAnswer list(ApiRequest request) {
        Page page = request.page();
        Tasks.Filter filter = new Tasks.Filter(
                request.queryAll("projects"),
                request.query("task_name").orElse(""),
                request.query("datasource_type").orElse(""),
                request.query("auto_update")
                        .map(text -> QueryValues.flag("auto_update", text))
                        .orElse(null),
                times(request, "created_at"),
                times(request, "updated_at"));
        Listed<Task> found = storedTasks.list(filter, page.skip(), page.limit());
        return ApiAnswer.list(
                found.items().stream().map(task -> TaskJson.of(task, null)).toList(), page, found.total());
    }

    public ApiAnswer versions(ApiRequest request) {
        Page page = request.page();
        Task task = tasks.existing(QueryValues.id(
                "task_id",
                request.query("task_id").orElseThrow(() -> RefusedRequest.invalid("task_id", "task_id is required"))));
        VersionStatus status = request.query("status").map(TaskAsk::status).orElse(null);
        boolean results = request.query("with_results")
                .map(text -> QueryValues.flag("with_results", text))
                .orElse(true);
        Listed<TaskVersion> found =
                versions.list(task.id(), status, times(request, "created_at"), new int[] {page.skip(), page.limit()});
        List<ObjectNode> shown = found.items().stream()
                .map(version -> TaskJson.of(version, results ? versions.result(version.id()) : null))
                .toList();
        return ApiAnswer.list(shown, page, found.total());
    }

    /** Queues another version; what is left out is as in the one before. */
    public ApiAnswer rerun(ApiRequest request) {
        Fields fields = Fields.of(request);
        Task task = tasks.existing(fields.id("task_id"));
        DataSourceResolver.Open source = resolver.open("datasource_id", task.dataSourceId());
        TaskVersion.Ask ask = TaskAsk.of(fields, source, TaskVersion.NORMAL);
        int next = versions.latest(task.id()).map(TaskVersion::version).orElse(0) + 1;
        TaskVersion version = TaskVersion.queued(versions.newId(), task.id(), next, ask, tasks.now());
        if (!versions.insert(version)) {
            throw RefusedRequest.of(ErrorCode.CONFLICT, "another request reran the task at the same time");
        }
        return ApiAnswer.created(TaskJson.of(version, null));
    }

    public ApiAnswer updateResult(ApiRequest request) {
        String id = request.idParameter("task_id");
        Fields fields = Fields.of(request);
        if (fields.has("task_id") && !fields.id("task_id").equals(id)) {
            throw RefusedRequest.invalid("task_id", "task_id is not the task of the path");
        }
        tasks.existing(id);
        int number = fields.integer("task_version");
        TaskVersion version = versions.find(id, number)
                .orElseThrow(() -> RefusedRequest.of(ErrorCode.NOT_FOUND, "there is no version " + number));
        VersionStatus status = TaskAsk.status(fields.text("status"));
        List<ObjectNode> result = TaskAsk.result(fields.body().path("results"));
        Versions.Outcome outcome = new Versions.Outcome(
                status, fields.optionalText("error_message").orElse(null), result);
        if (!versions.correct(version.id(), outcome, tasks.now())) {
            throw RefusedRequest.of(ErrorCode.CONFLICT, "the version is being computed");
        }
        return ApiAnswer.ok(null);
    }

    public ApiAnswer autoRefresh(ApiRequest request) {
        Fields fields = Fields.of(request);
        List<String> ids = fields.texts("task_ids").stream()
                .map(id -> QueryValues.id("task_ids", id))
                .toList();
        long[] changed = storedTasks.autoUpdate(ids, fields.flag("auto_update"), tasks.now());
        if (changed[0] == 0) {
            throw RefusedRequest.of(ErrorCode.NOT_FOUND, "there is none of these tasks");
        }
        if (fields.has("sync_poor")) {
            storedTasks.syncPoor(ids, fields.flag("sync_poor"));
        }
        return ApiAnswer.ok(Map.of("matched_count", changed[0], "modified_count", changed[1]));
    }

    /** Rules first: when the platform does not delete them, nothing is deleted here, unless {@code force} says so. */
    public ApiAnswer delete(ApiRequest request) {
        Task task = tasks.existing(request, "task_id");
        boolean force = request.query("force")
                .map(text -> QueryValues.flag("force", text))
                .orElse(false);
        try {
            rules.deleteAll(task);
        } catch (PlatformFailure | RefusedRequest failure) {
            if (!force) {
                throw failure;
            }
            rules.bury(task, String.valueOf(failure.getMessage()));
            LOG.atWarn()
                    .addKeyValue("task", task.id())
                    .log("deleted, its rules at the platform stay: {}", failure.getMessage());
        }
        versions.list(task.id(), null, new Tasks.Times(null, null), new int[] {0, 10_000})
                .items()
                .forEach(version -> slots.delete(version.id()));
        versions.deleteOf(task.id());
        records.deleteOf(task.id());
        storedTasks.delete(task.id());
        return ApiAnswer.ok(null);
    }

    static Tasks.Times times(ApiRequest request, String field) {
        Optional<Instant> from = request.instant(field + "_start");
        Optional<Instant> to = request.instant(field + "_end");
        if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
            throw RefusedRequest.invalid(field + "_start", field + "_start must not be after " + field + "_end");
        }
        return new Tasks.Times(from.orElse(null), to.orElse(null));
    }
}
