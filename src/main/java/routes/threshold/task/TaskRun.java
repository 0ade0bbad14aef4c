package routes.threshold.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.datasource.PlatformFailure;
import routes.datasource.SeriesRange;
import routes.datasource.TimeSeries;
import routes.datasource.connect.DataSourceResolver;
import routes.threshold.DaySplit;
import routes.threshold.Evaluation;
import routes.threshold.MetricLimits;
import routes.threshold.Series;
import routes.threshold.ThresholdEngine;
import routes.threshold.ThresholdSettings;

/**
 * The steps of {@code thresholds-compute.camel.yaml}: claim a version, fetch its metrics, recommend thresholds, store them.
 *
 * <p>Failure policy: parts of the range are stored as they come, so that a copy that takes over after a crash reads only what
 * is missing. A platform that is busy or away puts the version back, with growing pauses and a limit of attempts; a refusal
 * ends it with the reason. A copy that lost its claim writes nothing, and one that stops leaves the version to its lease.
 */
public final class TaskRun {
    private static final Logger LOG = LoggerFactory.getLogger(TaskRun.class);

    private final Stores stores;
    private final DataSourceResolver sources;
    private final Pace pace;
    private final Workers workers;
    private final Clock clock;

    public TaskRun(Stores stores, DataSourceResolver sources, Pace pace, Workers workers, Clock clock) {
        this.stores = stores;
        this.sources = sources;
        this.pace = pace;
        this.workers = workers;
        this.clock = clock;
    }

    /** Where tasks, versions and fetched metrics are kept. */
    public record Stores(Tasks tasks, Versions versions, Slots slots) {}

    /**
     * @param owner names this process in claims
     * @param lease how long no other copy takes a version over after its owner fell silent
     * @param attempts claims of one version, after which it is given up
     * @param pause before the second attempt; it doubles
     * @param history how far back is read
     * @param mostPoints of one version, in memory
     */
    public record Pace(String owner, Duration lease, int attempts, Duration pause, Duration history, long mostPoints) {}

    /**
     * @param fetchers read the parts of a range
     * @param stopping whether the application stops; no work is taken or continued then
     */
    public record Workers(ExecutorService fetchers, BooleanSupplier stopping) {}

    /**
     * What a version is computed from.
     *
     * @param range that was read
     * @param past what is known of it, by the unique key of the series
     */
    public record Metrics(
            TaskVersion version,
            DataSourceResolver.Open open,
            SeriesRange range,
            VersionLease lease,
            List<TimeSeries> series,
            Map<String, LearnedPast> past) {
        Metrics knowing(Map<String, LearnedPast> more) {
            return new Metrics(version, open, range, lease, series, more);
        }
    }

    /** What came of a version. */
    public record Computed(TaskVersion version, Versions.Outcome outcome) {}

    /** Claims the most urgent version that waits. @return null when there is none */
    public @Nullable TaskVersion claim() {
        if (workers.stopping().getAsBoolean()) {
            return null;
        }
        Instant now = clock.instant();
        return stores.versions()
                .claim(new Versions.Claim(pace.owner(), now, now.plus(pace.lease())))
                .orElse(null);
    }

    /**
     * Reads the metrics of a version through the processor of its data source; parts that are stored are not read again.
     *
     * @throws PlatformFailure when the platform does not give them
     * @throws RefusedRequest when the version cannot be computed: its task or data source is gone, or it has no attempt left
     * @throws VersionLost when this copy must not go on
     */
    public Metrics fetch(TaskVersion version) throws InterruptedException {
        if (version.work().attempts() > pace.attempts()) {
            throw RefusedRequest.of(
                    ErrorCode.CONFLICT, "given up after " + pace.attempts() + " attempts: " + version.error());
        }
        Task task = stores.tasks()
                .find(version.taskId())
                .orElseThrow(() -> RefusedRequest.invalid("task_id", "the task is gone"));
        DataSourceResolver.Open open = sources.open("datasource_id", task.dataSourceId());
        SeriesRange range = Optional.ofNullable(version.range()).orElseGet(() -> range(open));
        VersionLease lease = new VersionLease(stores.versions(), version, range, pace.lease(), clock);
        fetchParts(version, open, range, lease);
        return new Metrics(version, open, range, lease, stores.slots().all(version.id()), Map.of());
    }

    /** Recommends thresholds for every series; why a series has none is in the result. */
    public Computed recommend(Metrics metrics) {
        if (metrics.series().isEmpty()) {
            String why = "the data source has no points in this range: check its metric and targets";
            return new Computed(metrics.version(), failed(why, List.of()));
        }
        ThresholdSettings settings = settings(metrics.version().ask(), metrics.open());
        List<ObjectNode> found = new ArrayList<>();
        for (TimeSeries one : metrics.series()) {
            requireRunning();
            LearnedPast past = metrics.past().getOrDefault(one.uniqueKey(), LearnedPast.nothing());
            found.add(ResultJson.of(ThresholdEngine.recommend(series(one), settings, past.known()), past));
            metrics.lease().computed(metrics.series().size(), found.size());
        }
        return new Computed(
                metrics.version(), outcome(found, metrics.open().source().fingerprint()));
    }

    /** As the engine takes it. */
    public static Series series(TimeSeries read) {
        return new Series(read.name(), read.labels(), read.uniqueKey(), read.timestamps(), read.values());
    }

    /** Ends a version with its result; nothing is written when another copy took it over. */
    public void store(Computed computed) {
        finish(computed.version(), computed.outcome());
    }

    /** Puts a version back for a later attempt when the failure may pass, and ends it otherwise. */
    public void putBack(TaskVersion version, PlatformFailure failure) {
        String error = "the platform says " + failure.code() + ": " + failure.getMessage();
        int attempt = version.work().attempts();
        if (!failure.passes() || attempt >= pace.attempts()) {
            finish(version, failed(error, List.of()));
            return;
        }
        Duration pause = pace.pause().multipliedBy(1L << Math.min(10, attempt - 1));
        stores.versions().later(version, error, clock.instant().plus(pause), clock.instant());
        LOG.atInfo().addKeyValue("version", version.id()).log("computation is tried again later: {}", error);
    }

    /** Ends a version that cannot be computed, with the reason. */
    public void refuse(TaskVersion version, RefusedRequest refusal) {
        finish(version, failed(String.valueOf(refusal.getMessage()), List.of()));
    }

    private SeriesRange range(DataSourceResolver.Open open) {
        long step = Math.max(1, open.source().interval().toSeconds());
        Instant end = Instant.ofEpochSecond(clock.instant().getEpochSecond() / step * step);
        return new SeriesRange(end.minus(pace.history()), end);
    }

    private void fetchParts(TaskVersion version, DataSourceResolver.Open open, SeriesRange range, VersionLease lease)
            throws InterruptedException {
        List<SeriesRange> slots = open.type().slots(open.source(), range);
        Set<Integer> there = stores.slots().fetched(version.id());
        CompletionService<Integer> parts = new ExecutorCompletionService<>(workers.fetchers());
        List<Future<Integer>> running = new ArrayList<>();
        for (int index = 0; index < slots.size(); index++) {
            if (!there.contains(index)) {
                int part = index;
                running.add(parts.submit(() -> fetchPart(version, open, slots.get(part), part)));
            }
        }
        lease.fetched(slots.size(), slots.size() - running.size());
        long points = 0;
        try {
            for (int left = running.size(); left > 0; left--) {
                points += next(parts);
                if (points > pace.mostPoints()) {
                    throw RefusedRequest.invalid(
                            "datasource_id",
                            "the data source has more than " + pace.mostPoints() + " points: choose fewer targets");
                }
                lease.fetched(slots.size(), slots.size() - left + 1);
            }
        } finally {
            running.forEach(part -> part.cancel(true));
        }
    }

    private int next(CompletionService<Integer> parts) throws InterruptedException {
        Future<Integer> part = null;
        while (part == null) {
            requireRunning();
            part = parts.poll(1, TimeUnit.SECONDS);
        }
        try {
            return part.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        }
    }

    private void requireRunning() {
        if (workers.stopping().getAsBoolean()) {
            throw new VersionLost("the application stops");
        }
    }

    private int fetchPart(TaskVersion version, DataSourceResolver.Open open, SeriesRange slot, int index) {
        List<TimeSeries> series = open.type().fetchSlot(open.source(), slot);
        stores.slots().save(version.id(), index, series);
        return series.stream().mapToInt(TimeSeries::size).sum();
    }

    /** What the engine computes with; the chart of a version uses the same. */
    public static ThresholdSettings settings(TaskVersion.Ask ask, DataSourceResolver.Open open) {
        return new ThresholdSettings(
                limits(ask.template()),
                ask.window(),
                ask.direction(),
                ask.sensitivity(),
                open.source().zone(),
                null,
                DaySplit.standard(),
                open.type().allowedWindows(open.source().interval()),
                Evaluation.of(open.type().looksBack(), open.type().goesOnOverEdges()),
                open.type().knowsWeekdays());
    }

    private static MetricLimits limits(ObjectNode template) {
        return new MetricLimits(
                number(template.path("min_value")),
                number(template.path("max_value")),
                number(template.path("normal_range_start")),
                number(template.path("normal_range_end")),
                template.path("min_ts_length").asInt(100),
                template.path("display_unit").asText(""));
    }

    private static @Nullable Double number(JsonNode node) {
        return node.isNumber() ? node.doubleValue() : null;
    }

    private static Versions.Outcome outcome(List<ObjectNode> result, String configuration) {
        return result.stream().anyMatch(ResultJson::isSuccess)
                ? new Versions.Outcome(VersionStatus.SUCCESS, null, result, configuration)
                : failed("none of " + result.size() + " series has a recommendation; each says why", result);
    }

    private static Versions.Outcome failed(String why, List<ObjectNode> result) {
        return new Versions.Outcome(VersionStatus.FAILED, why, result);
    }

    private void finish(TaskVersion version, Versions.Outcome outcome) {
        boolean mine = stores.versions().finish(version, outcome, clock.instant());
        if (mine) {
            stores.versions()
                    .find(version.taskId(), version.version() - 1)
                    .filter(before -> before.status().isFinal())
                    .ifPresent(before -> stores.slots().delete(before.id()));
        }
        LOG.atInfo()
                .addKeyValue("version", version.id())
                .addKeyValue("status", outcome.status().wireName())
                .log(mine ? "thresholds computed" : "another copy took this version over");
    }
}
