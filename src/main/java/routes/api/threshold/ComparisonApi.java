package routes.api.threshold;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.json.Json;
import routes.datasource.TimeSeries;
import routes.datasource.connect.DataSourceResolver;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.http.Page;
import routes.http.QueryValues;
import routes.threshold.Points;
import routes.threshold.Recommendation;
import routes.threshold.Series;
import routes.threshold.ThresholdEngine;
import routes.threshold.ThresholdSettings;
import routes.threshold.chart.ThresholdChart;
import routes.threshold.rule.SyncRecord;
import routes.threshold.rule.SyncRecords;
import routes.threshold.task.PastPoints;
import routes.threshold.task.ResultJson;
import routes.threshold.task.Task;
import routes.threshold.task.TaskRun;
import routes.threshold.task.TaskVersion;
import routes.threshold.task.Tasks;
import routes.threshold.task.VersionStatus;
import routes.threshold.task.Versions;

/**
 * Before a sync: the bounds that are at the platform and those of a version, with the alarms that each would have raised in the
 * last weeks. What of them is not read yet is read part by part; a caller asks until it is complete.
 */
public final class ComparisonApi {
    private static final String SVG = "image/svg+xml";
    private static final int DAYS = 28;
    private static final int COLUMNS = 84;

    private final Tasks tasks;
    private final Versions versions;
    private final SyncRecords records;
    private final PastPoints past;
    private final DataSourceResolver resolver;

    public ComparisonApi(
            Tasks tasks, Versions versions, SyncRecords records, PastPoints past, DataSourceResolver resolver) {
        this.tasks = tasks;
        this.versions = versions;
        this.records = records;
        this.past = past;
        this.resolver = resolver;
    }

    /**
     * What is compared.
     *
     * @param synced the version whose rules are at the platform; empty before the first sync
     */
    private record Asked(
            TaskVersion version, Optional<TaskVersion> synced, DataSourceResolver.Open open, PastPoints.Read read) {}

    public ApiAnswer compare(ApiRequest request) {
        Asked asked = asked(request);
        ThresholdSettings settings = TaskRun.settings(asked.version().ask(), asked.open());
        Map<String, ObjectNode> after = entries(Optional.of(asked.version()));
        Map<String, ObjectNode> before = entries(asked.synced());
        Page page = request.page();
        int columns = request.query("columns")
                .map(text -> QueryValues.integer("columns", text))
                .orElse(COLUMNS);
        List<TimeSeries> wanted = asked.read().series().stream()
                .filter(series -> request.query("unique_key")
                        .map(series.uniqueKey()::equals)
                        .orElse(true))
                .toList();
        Duration interval = asked.open().source().interval();
        ObjectNode node = head(asked).put("total", wanted.size());
        var shown = node.putArray("series");
        wanted.stream().skip(page.skip()).limit(page.limit()).forEach(series -> {
            ComparedSeries compared = new ComparedSeries(
                    series, empty(before.get(series.uniqueKey())), empty(after.get(series.uniqueKey())));
            shown.add(compared.json(settings, interval, columns));
        });
        return ApiAnswer.ok(node);
    }

    /** One series of the comparison as a picture: the first, unless {@code unique_key} names another. */
    public ApiAnswer chart(ApiRequest request) {
        Asked asked = asked(request);
        if (!asked.read().isComplete()) {
            throw RefusedRequest.of(
                    ErrorCode.CONFLICT,
                    "%d of %d parts of the history are read: ask again"
                            .formatted(asked.read().fetched(), asked.read().parts()));
        }
        TimeSeries chosen = asked.read().series().stream()
                .filter(series -> request.query("unique_key")
                        .map(series.uniqueKey()::equals)
                        .orElse(true))
                .findFirst()
                .orElseThrow(() -> notFound("unique_key: the version has no such series"));
        ThresholdSettings settings = TaskRun.settings(asked.version().ask(), asked.open());
        ObjectNode entry = empty(entries(Optional.of(asked.version())).get(chosen.uniqueKey()));
        Series series = TaskRun.series(chosen);
        Points points = ThresholdEngine.clean(series, settings);
        Duration interval = asked.open().source().interval();
        Recommendation after = ResultJson.recommendation(
                entry, interval, ThresholdEngine.backTest(points, settings, ResultJson.blocks(entry, interval)));
        String svg = ThresholdChart.compared(
                series,
                after,
                settings,
                ResultJson.past(entry).incidents(),
                ResultJson.blocks(empty(entries(asked.synced()).get(chosen.uniqueKey())), interval));
        return ApiAnswer.plain(SVG, svg.getBytes(StandardCharsets.UTF_8));
    }

    private Asked asked(ApiRequest request) {
        String id = request.idParameter("task_id");
        Task task = tasks.find(id).orElseThrow(() -> notFound("there is no task " + id));
        TaskVersion version = version(request, task);
        Optional<TaskVersion> synced =
                records.latest(task.id()).map(SyncRecord::versionId).flatMap(versions::find);
        DataSourceResolver.Open open = resolver.open("datasource_id", task.dataSourceId());
        if (!version.isComputedFrom(open.source())) {
            throw RefusedRequest.of(
                    ErrorCode.CONFLICT,
                    "task_version_id: the data source or its connect was changed after this version was computed: run the"
                            + " task again, then compare the new version");
        }
        int days = request.query("days")
                .map(text -> QueryValues.integer("days", text))
                .orElse(DAYS);
        return new Asked(version, synced, open, past.read(version, open, days));
    }

    private TaskVersion version(ApiRequest request, Task task) {
        TaskVersion version = request.query("task_version_id")
                .map(text -> QueryValues.id("task_version_id", text))
                .map(id -> versions.find(id)
                        .filter(found -> found.taskId().equals(task.id()))
                        .orElseThrow(() -> notFound("task_version_id: the task has no version " + id)))
                .or(() -> versions.latest(task.id()))
                .orElseThrow(() -> notFound("the task has no version"));
        if (version.status() != VersionStatus.SUCCESS) {
            throw RefusedRequest.of(
                    ErrorCode.CONFLICT,
                    "task_version_id: only a version that is Success has bounds, this one is "
                            + version.status().wireName());
        }
        return version;
    }

    private Map<String, ObjectNode> entries(Optional<TaskVersion> version) {
        Map<String, ObjectNode> entries = new HashMap<>();
        version.ifPresent(found -> versions.result(found.id())
                .forEach(entry -> entries.put(entry.path("unique_key").asText(), entry)));
        return entries;
    }

    private static ObjectNode empty(@Nullable ObjectNode entry) {
        return entry == null ? Json.mapper().createObjectNode() : entry;
    }

    private static ObjectNode head(Asked asked) {
        PastPoints.Read read = asked.read();
        ObjectNode node = Json.mapper()
                .createObjectNode()
                .put("task_version_id", asked.version().id())
                .put("version", asked.version().version())
                .put("synced_version", asked.synced().map(TaskVersion::version).orElse(null))
                .put("start_time", Json.text(read.range().start()))
                .put("end_time", Json.text(read.range().end()))
                .put("complete", read.isComplete());
        node.putObject("progress").put("slots", read.parts()).put("fetched", read.fetched());
        return node;
    }

    private static RefusedRequest notFound(String what) {
        return RefusedRequest.of(ErrorCode.NOT_FOUND, what);
    }
}
