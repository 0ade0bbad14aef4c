package routes.threshold.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.common.error.RefusedRequest;
import routes.datasource.PlatformFailure;
import routes.datasource.SeriesRange;
import routes.datasource.TimeSeries;
import routes.datasource.connect.DataSourceResolver;
import routes.threshold.DaySplit;
import routes.threshold.MetricLimits;
import routes.threshold.Recommendation;
import routes.threshold.Series;
import routes.threshold.ThresholdEngine;
import routes.threshold.ThresholdSettings;

/**
 * Computes one version at a time: reads the metric part by part, recommends for every series, writes the result.
 *
 * <p>Failure policy: parts are kept as they come, so that a copy that takes over after a crash reads only what is missing. A
 * platform that is busy or away puts the version back, with growing pauses and not for ever; everything else ends it with
 * the reason. A copy that lost its claim writes nothing.
 */
public final class TaskRun {
    private static final Logger LOG = LoggerFactory.getLogger(TaskRun.class);

    private final Stores stores;
    private final DataSourceResolver desk;
    private final Pace pace;
    private final ExecutorService fetchers;
    private final Clock clock;

    public TaskRun(Stores stores, DataSourceResolver desk, Pace pace, ExecutorService fetchers, Clock clock) {
        this.stores = stores;
        this.desk = desk;
        this.pace = pace;
        this.fetchers = fetchers;
        this.clock = clock;
    }

    /** Where tasks, versions and what they read are kept. */
    public record Stores(Tasks tasks, Versions versions, Slots slots) {}

    /**
     * @param owner names this process in claims
     * @param lease how long nobody takes a version over after its owner fell silent
     * @param attempts claims of one version, after which it is given up
     * @param pause before the second attempt; it doubles
     * @param history how far back is read
     * @param mostPoints of one version, in memory
     */
    public record Pace(String owner, Duration lease, int attempts, Duration pause, Duration history, long mostPoints) {}

    /** Takes the next version and computes it. @return whether there was one */
    public boolean next() {
        Instant now = clock.instant();
        Optional<TaskVersion> claimed =
                stores.versions().claim(new Versions.Claim(pace.owner(), now, now.plus(pace.lease())));
        claimed.ifPresent(this::compute);
        return claimed.isPresent();
    }

    private void compute(TaskVersion version) {
        if (version.work().attempts() > pace.attempts()) {
            finish(version, failed("given up after " + pace.attempts() + " attempts: " + version.error(), List.of()));
            return;
        }
        try {
            finish(version, outcome(version));
        } catch (PlatformFailure failure) {
            failedBy(version, failure);
        } catch (RefusedRequest refused) {
            finish(version, failed(String.valueOf(refused.getMessage()), List.of()));
        } catch (ClaimLost lost) {
            LOG.atWarn().addKeyValue("version", version.id()).log("another copy took this version over");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void failedBy(TaskVersion version, PlatformFailure failure) {
        String said = "the platform says " + failure.code() + ": " + failure.getMessage();
        int attempt = version.work().attempts();
        if (!failure.passes() || attempt >= pace.attempts()) {
            finish(version, failed(said, List.of()));
            return;
        }
        Duration pause = pace.pause().multipliedBy(1L << Math.min(10, attempt - 1));
        stores.versions().later(version, said, clock.instant().plus(pause), clock.instant());
        LOG.atInfo().addKeyValue("version", version.id()).log("tried again later, because {}", said);
    }

    private Versions.Outcome outcome(TaskVersion version) throws InterruptedException {
        Task task = stores.tasks()
                .find(version.taskId())
                .orElseThrow(() -> RefusedRequest.invalid("task_id", "the task is gone"));
        DataSourceResolver.Open open = desk.open("datasource_id", task.dataSourceId());
        SeriesRange range = Optional.ofNullable(version.range()).orElseGet(() -> range(open));
        Beat beat = new Beat(version, range);
        fetch(version, open, range, beat);
        List<TimeSeries> series = stores.slots().all(version.id());
        if (series.isEmpty()) {
            return failed("the data source has no points in this range: check its metric and targets", List.of());
        }
        return computed(recommendations(version, open, series, beat));
    }

    private SeriesRange range(DataSourceResolver.Open open) {
        long step = Math.max(1, open.source().interval().toSeconds());
        Instant end = Instant.ofEpochSecond(clock.instant().getEpochSecond() / step * step);
        return new SeriesRange(end.minus(pace.history()), end);
    }

    private void fetch(TaskVersion version, DataSourceResolver.Open open, SeriesRange range, Beat beat)
            throws InterruptedException {
        List<SeriesRange> slots = open.type().slots(open.source(), range);
        Set<Integer> there = stores.slots().fetched(version.id());
        CompletionService<Integer> parts = new ExecutorCompletionService<>(fetchers);
        List<Future<Integer>> running = new ArrayList<>();
        for (int index = 0; index < slots.size(); index++) {
            if (!there.contains(index)) {
                int part = index;
                running.add(parts.submit(() -> fetched(version, open, slots.get(part), part)));
            }
        }
        beat.fetched(slots.size(), slots.size() - running.size());
        long points = 0;
        try {
            for (int left = running.size(); left > 0; left--) {
                points += parts.take().get();
                if (points > pace.mostPoints()) {
                    throw RefusedRequest.invalid(
                            "datasource_id",
                            "the data source has more than " + pace.mostPoints() + " points: choose fewer targets");
                }
                beat.fetched(slots.size(), slots.size() - left + 1);
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        } finally {
            running.forEach(part -> part.cancel(true));
        }
    }

    private int fetched(TaskVersion version, DataSourceResolver.Open open, SeriesRange slot, int index) {
        List<TimeSeries> series = open.type().fetchSlot(open.source(), slot);
        stores.slots().save(version.id(), index, series);
        return series.stream().mapToInt(TimeSeries::size).sum();
    }

    private List<Recommendation> recommendations(
            TaskVersion version, DataSourceResolver.Open open, List<TimeSeries> series, Beat beat) {
        ThresholdSettings settings = settings(version.ask(), open);
        List<Recommendation> found = new ArrayList<>();
        for (TimeSeries one : series) {
            found.add(ThresholdEngine.recommend(
                    new Series(one.name(), one.labels(), one.uniqueKey(), one.timestamps(), one.values()), settings));
            beat.computed(series.size(), found.size());
        }
        return found;
    }

    /** What the engine is asked with; the chart of a version asks the same. */
    public static ThresholdSettings settings(TaskVersion.Ask ask, DataSourceResolver.Open open) {
        return new ThresholdSettings(
                limits(ask.template()),
                ask.window(),
                ask.direction(),
                ask.sensitivity(),
                open.source().zone(),
                null,
                DaySplit.standard(),
                open.type().allowedWindows());
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

    private static Versions.Outcome computed(List<Recommendation> found) {
        List<ObjectNode> result = found.stream().map(ResultJson::of).toList();
        long good = found.stream().filter(Recommendation::isSuccess).count();
        return good > 0
                ? new Versions.Outcome(VersionStatus.SUCCESS, null, result)
                : failed("none of " + found.size() + " series has a recommendation; each says why", result);
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

    /** Tells the store that this copy lives, at most a few times a lease. */
    private final class Beat {
        private final TaskVersion version;
        private final SeriesRange range;
        private TaskVersion.Progress progress;
        private Instant next = Instant.MIN;

        Beat(TaskVersion version, SeriesRange range) {
            this.version = version;
            this.range = range;
            this.progress = version.progress();
        }

        void fetched(int slots, int done) {
            progress = new TaskVersion.Progress(slots, done, 0, 0);
            beat(done == slots || done == 0);
        }

        void computed(int series, int done) {
            progress = new TaskVersion.Progress(progress.slots(), progress.fetched(), series, done);
            beat(done == series);
        }

        private void beat(boolean always) {
            Instant now = clock.instant();
            if (!always && now.isBefore(next)) {
                return;
            }
            next = now.plus(pace.lease().dividedBy(5));
            if (!stores.versions().beat(version, range, progress, now.plus(pace.lease()))) {
                throw new ClaimLost();
            }
        }
    }

    private static final class ClaimLost extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
