package routes.threshold.rule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.error.VeaiopsException;
import routes.threshold.task.Task;
import routes.threshold.task.TaskVersion;
import routes.threshold.task.Tasks;
import routes.threshold.task.VersionStatus;
import routes.threshold.task.Versions;

/**
 * Refreshes thresholds: computes every task that wants it anew, then syncs its rules with the policy of its last sync. The
 * order of the steps stands in {@code rule-sync.camel.yaml}.
 *
 * <p>Failure policy: a refresh is one document, claimed for a lease. A copy that takes it over checks each task again: a sync
 * that was done has nothing left to do. Every task ends in a state with a reason; none holds the others up.
 */
public final class ThresholdRefresh {
    private static final Logger LOG = LoggerFactory.getLogger(ThresholdRefresh.class);

    private final Tasks tasks;
    private final Versions versions;
    private final Refreshes refreshes;
    private final RuleSync rules;
    private final Terms terms;

    public ThresholdRefresh(Tasks tasks, Versions versions, Refreshes refreshes, RuleSync rules, Terms terms) {
        this.tasks = tasks;
        this.versions = versions;
        this.refreshes = refreshes;
        this.rules = rules;
        this.terms = terms;
    }

    /** @param owner names this process in claims */
    public record Terms(String owner, Duration lease, Clock clock) {
        Instant now() {
            return clock.instant().truncatedTo(ChronoUnit.MILLIS);
        }
    }

    /** Begins a refresh; while one is under way it is returned instead. */
    public Refresh begin() {
        return begin(null);
    }

    /** Begins the refresh of a tick of the schedule. Every copy gets every tick, and one of them begins. */
    public void tick(Date scheduled) {
        begin(scheduled.toInstant());
    }

    private Refresh begin(@Nullable Instant tick) {
        Optional<Refresh> running = refreshes.latest().filter(found -> !found.isOver());
        if (running.isPresent()) {
            return running.get();
        }
        List<Refresh.Detail> details = new ArrayList<>();
        List<TaskVersion> queued = new ArrayList<>();
        for (Task task : tasks.refreshed()) {
            versions.latest(task.id()).map(before -> again(task, before)).ifPresent(version -> {
                queued.add(version);
                details.add(new Refresh.Detail(task.id(), version.id(), Refresh.State.COMPUTING, null));
            });
        }
        Refresh refresh = new Refresh(refreshes.newId(), details, null, 0, terms.now());
        if (!refreshes.open(refresh, tick)) {
            return refreshes.latest().orElse(refresh);
        }
        queued.forEach(versions::insert);
        LOG.atInfo().addKeyValue("tasks", details.size()).log("refresh of thresholds begun");
        return refresh;
    }

    /** Claims the refresh that is under way. @return null when there is none, or another copy works on it */
    public @Nullable RefreshRound claim() {
        Instant now = terms.now();
        return refreshes
                .claim(terms.owner(), now, now.plus(terms.lease()))
                .map(refresh -> new RefreshRound(refreshes, refresh))
                .orElse(null);
    }

    /** Tasks whose rules are to be synced now. Tasks that end without a sync are settled. */
    public List<Refresh.Detail> computed(RefreshRound round) {
        return round.open().stream().filter(task -> wantsSync(round, task)).toList();
    }

    /** The order of the last sync of the task, for the version that was computed. */
    public RuleSync.Order order(Refresh.Detail detail) {
        Task task = tasks.find(detail.taskId())
                .orElseThrow(() -> RefusedRequest.of(ErrorCode.NOT_FOUND, "the task is gone"));
        return rules.repeated(task, detail.versionId());
    }

    public void synced(RefreshRound round, Refresh.Detail task, SyncRecord record) {
        boolean good = record.status() == SyncRecord.Status.SUCCESS;
        round.settle(
                task,
                good ? Refresh.State.SYNCED : Refresh.State.FAILED,
                good ? HeldDeletions.summary(record) : record.error(),
                terms.now());
    }

    public void failed(RefreshRound round, Refresh.Detail task, VeaiopsException failure) {
        round.settle(task, Refresh.State.FAILED, failure.getMessage(), terms.now());
    }

    public void release(RefreshRound round) {
        round.release(terms.now());
    }

    public Optional<Refresh> latest() {
        return refreshes.latest();
    }

    private TaskVersion again(Task task, TaskVersion before) {
        TaskVersion.Ask ask = before.ask();
        TaskVersion.Ask low = new TaskVersion.Ask(
                ask.template(),
                ask.window(),
                ask.direction(),
                ask.sensitivity(),
                TaskVersion.LOW,
                task.policy() != null);
        return TaskVersion.queued(versions.newId(), task.id(), before.version() + 1, low, terms.now());
    }

    private boolean wantsSync(RefreshRound round, Refresh.Detail detail) {
        Optional<TaskVersion> found = versions.find(detail.versionId());
        if (found.isEmpty()) {
            round.settle(
                    detail,
                    Refresh.State.FAILED,
                    "the version is gone: the task was computed again meanwhile",
                    terms.now());
            return false;
        }
        TaskVersion version = found.get();
        if (!version.status().isFinal()) {
            return false;
        }
        if (version.status() != VersionStatus.SUCCESS) {
            round.settle(detail, Refresh.State.FAILED, version.error(), terms.now());
            return false;
        }
        if (tasks.find(detail.taskId()).filter(task -> task.policy() == null).isPresent()) {
            round.settle(detail, Refresh.State.COMPUTED, null, terms.now());
            return false;
        }
        return true;
    }
}
