package routes.api.threshold;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.datasource.TimeSeries;
import routes.datasource.connect.DataSourceResolver;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.http.QueryValues;
import routes.threshold.KnownPast;
import routes.threshold.Series;
import routes.threshold.ThresholdEngine;
import routes.threshold.ThresholdSettings;
import routes.threshold.chart.ThresholdChart;
import routes.threshold.task.ResultJson;
import routes.threshold.task.Slots;
import routes.threshold.task.Task;
import routes.threshold.task.TaskRun;
import routes.threshold.task.TaskVersion;
import routes.threshold.task.Tasks;
import routes.threshold.task.Versions;

/** Draws what a version was learned from, with its bounds and the points that would have alarmed. */
public final class TaskChartApi {
    private static final String SVG = "image/svg+xml";

    private final Tasks tasks;
    private final Versions versions;
    private final Slots slots;
    private final DataSourceResolver resolver;

    public TaskChartApi(Tasks tasks, Versions versions, Slots slots, DataSourceResolver resolver) {
        this.tasks = tasks;
        this.versions = versions;
        this.slots = slots;
        this.resolver = resolver;
    }

    /** One series of one version: the latest and the first, unless {@code version} and {@code unique_key} say another. */
    public ApiAnswer chart(ApiRequest request) {
        String id = request.idParameter("task_id");
        Task task = tasks.find(id).orElseThrow(() -> notFound("there is no task " + id));
        TaskVersion version = request.query("version")
                .map(text -> versions.find(task.id(), QueryValues.integer("version", text)))
                .orElseGet(() -> versions.latest(task.id()))
                .orElseThrow(() -> notFound("the task has no such version"));
        TimeSeries chosen = chosen(version, request.query("unique_key"));
        ThresholdSettings settings =
                TaskRun.settings(version.ask(), resolver.open("datasource_id", task.dataSourceId()));
        Series series = TaskRun.series(chosen);
        KnownPast past = past(version, chosen);
        String svg = ThresholdChart.svg(
                series, ThresholdEngine.recommend(series, settings, past), settings, past.incidents());
        return ApiAnswer.plain(SVG, svg.getBytes(StandardCharsets.UTF_8));
    }

    private TimeSeries chosen(TaskVersion version, Optional<String> key) {
        List<TimeSeries> all = slots.all(version.id());
        if (all.isEmpty()) {
            throw notFound("the points of version " + version.version()
                    + " are not kept: they are until the next version is computed");
        }
        return all.stream()
                .filter(series -> key.isEmpty() || series.uniqueKey().equals(key.get()))
                .findFirst()
                .orElseThrow(() -> notFound("unique_key: the version has no such series"));
    }

    /** What was heeded when the version was computed. */
    private KnownPast past(TaskVersion version, TimeSeries chosen) {
        return versions.result(version.id()).stream()
                .filter(entry ->
                        chosen.uniqueKey().equals(entry.path("unique_key").asText()))
                .findFirst()
                .map(ResultJson::past)
                .orElse(KnownPast.nothing());
    }

    private static RefusedRequest notFound(String what) {
        return RefusedRequest.of(ErrorCode.NOT_FOUND, what);
    }
}
