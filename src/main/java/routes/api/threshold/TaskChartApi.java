package routes.api.threshold;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import routes.api.ApiAnswer;
import routes.api.ApiRequest;
import routes.api.QueryValues;
import routes.connect.SourceDesk;
import routes.datasource.TimeSeries;
import routes.error.ErrorCode;
import routes.error.RefusedRequest;
import routes.task.Slots;
import routes.task.Task;
import routes.task.TaskRun;
import routes.task.TaskVersion;
import routes.task.Tasks;
import routes.task.Versions;
import routes.threshold.Series;
import routes.threshold.Settings;
import routes.threshold.ThresholdEngine;
import routes.threshold.chart.ThresholdChart;

/** Draws what a version was learned from, with its bounds and the points that would have alarmed. */
public final class TaskChartApi {
    private static final String SVG = "image/svg+xml";

    private final Tasks tasks;
    private final Versions versions;
    private final Slots slots;
    private final SourceDesk desk;

    public TaskChartApi(Tasks tasks, Versions versions, Slots slots, SourceDesk desk) {
        this.tasks = tasks;
        this.versions = versions;
        this.slots = slots;
        this.desk = desk;
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
        Settings settings = TaskRun.settings(version.ask(), desk.open("datasource_id", task.dataSourceId()));
        Series series =
                new Series(chosen.name(), chosen.labels(), chosen.uniqueKey(), chosen.timestamps(), chosen.values());
        String svg = ThresholdChart.svg(series, ThresholdEngine.recommend(series, settings), settings);
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

    private static RefusedRequest notFound(String what) {
        return RefusedRequest.of(ErrorCode.NOT_FOUND, what);
    }
}
