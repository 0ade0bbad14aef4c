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
import routes.common.error.RefusedRequest;
import routes.common.security.UnreadableSecret;
import routes.datasource.PlatformFailure;
import routes.threshold.task.Task;
import routes.threshold.task.TaskVersion;
import routes.threshold.task.Tasks;
import routes.threshold.task.VersionStatus;
import routes.threshold.task.Versions;

/**
 * Refreshes thresholds: computes every task that wants it anew, then syncs its rules with the policy of its last sync.
 *
 * <p>Failure policy: the round is one document, taken by lease. A copy that takes it over looks at each task again: a sync
 * that was done is found to have nothing left to do. Every task ends in a state with a reason; none holds the others up.
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

    /** Begins a round; while one is under way it is answered instead. */
    public Refresh begin() {
        return begin(null);
    }

    /** Begins the round of a tick of the schedule. Every copy hears every tick, and one of them begins. */
    public void tick(Date scheduled) {
        begin(scheduled.toInstant());
    }

    private Refresh begin(@Nullable Instant tick) {
        Optional<Refresh> running = refreshes.latest().filter(found -> !found.isOver());
        if (running.isPresent()) {
            return running.get();
        }
        List<Refresh.Detail> details = new ArrayList<>();
        List<TaskVersion> asked = new ArrayList<>();
        for (Task task : tasks.refreshed()) {
            versions.latest(task.id()).map(before -> again(task, before)).ifPresent(version -> {
                asked.add(version);
                details.add(new Refresh.Detail(task.id(), version.id(), Refresh.State.COMPUTING, null));
            });
        }
        Refresh refresh = new Refresh(refreshes.newId(), details, null, 0, terms.now());
        if (!refreshes.open(refresh, tick)) {
            return refreshes.latest().orElse(refresh);
        }
        asked.forEach(versions::insert);
        LOG.atInfo().addKeyValue("tasks", details.size()).log("thresholds are refreshed");
        return refresh;
    }

    /** Looks after the round that is under way. */
    public void step() {
        Instant now = terms.now();
        refreshes.claim(terms.owner(), now, now.plus(terms.lease())).ifPresent(refresh -> {
            List<Refresh.Detail> details = new ArrayList<>(refresh.details());
            Refresh current = refresh;
            for (int index = 0; index < details.size(); index++) {
                Refresh.Detail before = details.get(index);
                if (!before.state().isFinal()) {
                    details.set(index, after(before));
                    current = refresh.with(details);
                    if (!details.get(index).equals(before)) {
                        refreshes.save(current, false, terms.now());
                    }
                }
            }
            refreshes.save(current, true, terms.now());
        });
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

    private Refresh.Detail after(Refresh.Detail detail) {
        Optional<TaskVersion> version = versions.find(detail.versionId());
        if (version.isEmpty()) {
            return detail.became(Refresh.State.FAILED, "the version is gone, or somebody reran the task meanwhile");
        }
        if (!version.get().status().isFinal()) {
            return detail;
        }
        if (version.get().status() != VersionStatus.SUCCESS) {
            return detail.became(Refresh.State.FAILED, version.get().error());
        }
        return tasks.find(detail.taskId())
                .map(task -> synced(detail, task))
                .orElseGet(() -> detail.became(Refresh.State.FAILED, "the task is gone"));
    }

    private Refresh.Detail synced(Refresh.Detail detail, Task task) {
        if (task.policy() == null) {
            return detail.became(Refresh.State.COMPUTED, null);
        }
        try {
            SyncRecord done = rules.again(task, detail.versionId());
            return done.status() == SyncRecord.Status.SUCCESS
                    ? detail.became(Refresh.State.SYNCED, null)
                    : detail.became(Refresh.State.FAILED, done.error());
        } catch (PlatformFailure | RefusedRequest | UnreadableSecret failure) {
            return detail.became(Refresh.State.FAILED, failure.getMessage());
        }
    }
}
