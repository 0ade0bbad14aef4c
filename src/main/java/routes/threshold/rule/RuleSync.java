package routes.threshold.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.security.ActingUser;
import routes.datasource.RuleDraft;
import routes.datasource.connect.DataSourceResolver;
import routes.threshold.task.Task;
import routes.threshold.task.Tasks;
import routes.threshold.task.Versions;

/**
 * Plans and applies the rules of tasks: the steps of {@code rule-sync.camel.yaml}.
 *
 * <p>Failure policy: the plan is written down before its first step, each step after it was done. A copy that takes an
 * abandoned sync over does the steps that are left, with what is there then; a step that was done and not written down is
 * done again, which makes no second rule. A rule that fails is recorded and the next is tried, unless the platform does not
 * let us in or is away; a sync with a failed rule is no success.
 */
public final class RuleSync {
    private static final Logger LOG = LoggerFactory.getLogger(RuleSync.class);

    private static final int LOOKED_AT = 100;

    private final Stores stores;
    private final DataSourceResolver sources;
    private final RulePlaces places;
    private final SyncInputs inputs;
    private final Terms terms;
    private final Clock clock;

    public RuleSync(Stores stores, DataSourceResolver sources, RulePlaces places, Terms terms, Clock clock) {
        this.stores = stores;
        this.sources = sources;
        this.places = places;
        this.terms = terms;
        this.clock = clock;
        this.inputs = new SyncInputs(stores, sources, places, terms.callback());
    }

    public record Stores(Tasks tasks, Versions versions, RuleRegistry registry, SyncRecords records) {}

    /**
     * @param owner names this process in claims
     * @param lease how long no other copy continues a sync after its owner fell silent
     * @param callback address to which a platform of this type posts alarms
     * @param policies seals the policy of a sync before it is written down
     * @param mostReadBack series whose rules are read back after a sync
     */
    public record Terms(
            String owner,
            Duration lease,
            RulePlan.DeletionLimit deletions,
            Function<String, String> callback,
            PolicyVault policies,
            int mostReadBack) {}

    /**
     * What is planned or synced.
     *
     * @param from who asks
     */
    public record Order(String taskId, String versionId, SyncPolicy policy, From from) {
        /** One by a person. */
        public Order(String taskId, String versionId, SyncPolicy policy) {
            this(taskId, versionId, policy, From.PERSON);
        }

        public Order adopting() {
            return new Order(taskId, versionId, policy, From.ADOPTING_PERSON);
        }
    }

    /** Who asks for a sync. */
    public enum From {
        PERSON,
        /** A person who takes rules over that are not ours. */
        ADOPTING_PERSON,
        /** No person looks at it: thresholds of poor quality are left out unless the task wants them. */
        SCHEDULE
    }

    /** Says what a sync would do. */
    public RulePlan plan(Order order) {
        return RulePlanner.plan(inputs.ready(order).known());
    }

    /** Deletions of a plan that need a confirmation. */
    public List<PlannedRule> unconfirmed(RulePlan plan) {
        return plan.unconfirmed(terms.deletions());
    }

    /** Plans and applies, for a caller that waits for the outcome. @param confirmed as of {@link #begin} */
    public SyncRecord sync(Order order, boolean confirmed) {
        return apply(begin(order, confirmed));
    }

    /**
     * Plans a sync, writes the plan down, and keeps the policy for the refreshes of the task.
     *
     * @param confirmed whether rules may be deleted whose things are not known to be gone; what the schedule does not know for sure
     *     stays at the platform and in the plan
     * @throws RefusedRequest when no rule comes of the version; {@link ErrorCode#CONFLICT} when deletions need a confirmation or
     *     another sync is under way
     */
    public BegunSync begin(Order order, boolean confirmed) {
        BegunSync.Ready ready = inputs.ready(order);
        requireRules(ready.known());
        RulePlan plan = RulePlanner.plan(ready.known());
        List<PlannedRule> held = confirmed ? List.of() : unconfirmed(plan);
        if (!held.isEmpty() && order.from() != From.SCHEDULE) {
            throw RefusedRequest.of(ErrorCode.CONFLICT, HeldDeletions.refusal(held, plan.existing()));
        }
        Instant now = clock.instant();
        SyncRecord record = record(order, plan, held, now);
        if (!stores.records().open(record, now.plus(terms.lease()))) {
            throw RefusedRequest.of(ErrorCode.CONFLICT, "a sync of this task is under way");
        }
        stores.tasks().keepPolicy(order.taskId(), record.policy(), now);
        places.note(ready.open(), ready.known(), now);
        return new BegunSync(record, ready);
    }

    private static void requireRules(RulePlanner.Known known) {
        RuleDraft draft = known.draft();
        if (draft.rules().isEmpty()) {
            String without = known.poor().isEmpty()
                    ? "none of its series has a threshold"
                    : "its thresholds are of poor quality: look at the plan, then sync it by hand, or set sync_poor for the task";
            String why = draft.problems().isEmpty()
                    ? without
                    : draft.problems().get(0).reason();
            throw RefusedRequest.invalid("task_version_id", "task_version_id: no rule comes of this version, " + why);
        }
    }

    /** Deletes a task's rules here alone: a tombstone says that they may be left at the platform. */
    public void bury(Task task, String reason) {
        stores.registry()
                .bury(new Tombstone(task.dataSourceId(), task.name(), RuleText.masked(reason), clock.instant()));
    }

    /**
     * The order that goes back to the version that was synced before the last one, with its policy.
     *
     * @throws RefusedRequest when no other version was ever synced
     */
    public Order before(String taskId) {
        List<SyncRecord> synced = stores.records().ofTask(taskId, LOOKED_AT);
        return synced.stream()
                .filter(record -> record.status() == SyncRecord.Status.SUCCESS)
                .filter(record -> !record.versionId().equals(synced.get(0).versionId()))
                .findFirst()
                .map(record -> new Order(taskId, record.versionId(), opened(taskId, record.policy())))
                .orElseThrow(() -> RefusedRequest.of(
                        ErrorCode.CONFLICT, "task_id: no other version of this task was synced before"));
    }

    /** Claims a sync that its owner left behind. @return null when there is none */
    public @Nullable SyncRecord claim() {
        Instant now = clock.instant();
        return stores.records()
                .claim(terms.owner(), now, now.plus(terms.lease()))
                .orElse(null);
    }

    /** Makes a claimed sync ready to be applied; what the platform has is read again. */
    public BegunSync resume(SyncRecord claimed) {
        Order order = new Order(claimed.taskId(), claimed.versionId(), opened(claimed.taskId(), claimed.policy()));
        BegunSync.Ready ready = inputs.ready(order);
        places.note(ready.open(), ready.known(), clock.instant());
        return new BegunSync(claimed, ready);
    }

    /** Ends a claimed sync that cannot be continued. */
    public void abandon(SyncRecord claimed, Exception failure) {
        close(claimed, List.of("not continued: " + failure.getMessage()), List.of());
    }

    /** The order of the last sync of a task, for a new version. */
    Order repeated(Task task, String versionId) {
        JsonNode kept = Optional.<JsonNode>ofNullable(task.policy())
                .orElseThrow(() -> RefusedRequest.of(ErrorCode.CONFLICT, "the task was never synced"));
        return new Order(task.id(), versionId, opened(task.id(), kept), From.SCHEDULE);
    }

    /** The policy of the last sync of a task. @throws UnreadableSecret naming the key that is missing */
    public SyncPolicy kept(String taskId) {
        return stores.tasks()
                .find(taskId)
                .flatMap(task -> Optional.<JsonNode>ofNullable(task.policy()))
                .map(policy -> opened(taskId, policy))
                .orElse(SyncPolicy.PRESET);
    }

    private SyncPolicy opened(String taskId, JsonNode policy) {
        return terms.policies().open(taskId, policy);
    }

    /** Deletes every rule of a task's data source, wherever it was written, and then in the registry. */
    public void deleteAll(Task task) {
        DataSourceResolver.Open open = sources.open("datasource_id", task.dataSourceId());
        places.deleteAll(open);
        stores.registry().removeAll(task.dataSourceId());
    }

    private SyncRecord record(Order order, RulePlan plan, List<PlannedRule> held, Instant now) {
        List<SyncRecord.Step> steps = plan.rules().stream()
                .filter(rule -> rule.action() != RuleAction.KEEP && !held.contains(rule))
                .map(SyncRecord.Step::of)
                .toList();
        return new SyncRecord(
                stores.records().newId(),
                order.taskId(),
                order.versionId(),
                SyncRecord.Status.RUNNING,
                null,
                terms.policies().sealed(order.taskId(), order.policy()),
                steps,
                HeldDeletions.findings(held),
                terms.owner(),
                1,
                ActingUser.name(),
                now,
                now);
    }

    /** Does the steps of a plan at the platform, one by one or as one set, and writes down each outcome. */
    public SyncRecord apply(BegunSync begun) {
        SyncRecord record = begun.record();
        BegunSync.Ready ready = begun.ready();
        RuleSteps steps = new RuleSteps(ready.open(), stores.registry(), ready.known(), clock);
        steps.settle();
        String stopped = null;
        boolean failed = record.failed() > 0;
        for (List<Integer> together : record.open(ready.open().type().writesSets())) {
            List<SyncRecord.Step> before =
                    together.stream().map(record.steps()::get).toList();
            String why = stopped != null ? stopped : kept(record, together, failed);
            List<SyncRecord.Step> done = why == null
                    ? steps.run(before)
                    : before.stream().map(step -> step.failed(why)).toList();
            for (int index = 0; index < done.size(); index++) {
                SyncRecord.Step step = done.get(index);
                failed |= Boolean.FALSE.equals(step.done());
                stopped = stopped == null && step.stopsOthers() ? "not tried: " + step.error() : stopped;
                write(record, together.get(index), step);
            }
        }
        steps.finish();
        List<SyncRecord.Step> done =
                stores.records().find(record.id()).orElse(record).steps();
        return close(
                record, SyncReasons.of(ready.known().draft()), ReadBack.findings(ready, done, terms.mostReadBack()));
    }

    /** Orphans alarm until the rules that follow them are in force. */
    private static @Nullable String kept(SyncRecord record, List<Integer> together, boolean failed) {
        boolean orphans = record.steps().get(together.get(0)).place() != null;
        return orphans && failed ? "not tried: rules at today's place failed, so those elsewhere stay" : null;
    }

    private void write(SyncRecord record, int index, SyncRecord.Step done) {
        if (!stores.records().step(record, index, done, clock.instant().plus(terms.lease()))) {
            throw RefusedRequest.of(ErrorCode.CONFLICT, "another copy took this sync over");
        }
    }

    private SyncRecord close(SyncRecord record, List<String> more, List<Finding> findings) {
        SyncRecord now = stores.records().find(record.id()).orElse(record);
        List<String> reasons = new ArrayList<>(SyncReasons.of(now));
        reasons.addAll(more);
        String error = reasons.isEmpty() ? null : String.join("; ", reasons);
        SyncRecord.Status status = error == null ? SyncRecord.Status.SUCCESS : SyncRecord.Status.FAILED;
        List<Finding> all =
                Stream.concat(now.findings().stream(), findings.stream()).toList();
        stores.records().close(record, new SyncRecord.End(status, error, all), clock.instant());
        LOG.atInfo()
                .addKeyValue("task", record.taskId())
                .addKeyValue("sync", record.id())
                .addKeyValue("failed", now.failed())
                .addKeyValue("findings", all.size())
                .log("rules synced: {}", status);
        return stores.records().find(record.id()).orElse(now);
    }
}
