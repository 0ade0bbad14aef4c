package routes.wiring;

import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.PropertyInject;
import org.apache.camel.RuntimeCamelException;
import routes.api.threshold.ComparisonApi;
import routes.api.threshold.FeedbackApi;
import routes.api.threshold.OrphanApi;
import routes.api.threshold.RefreshApi;
import routes.api.threshold.RuleApi;
import routes.api.threshold.TaskApi;
import routes.api.threshold.TaskChartApi;
import routes.common.security.SecretBox;
import routes.datasource.call.AlarmAddress;
import routes.datasource.connect.DataSourceResolver;
import routes.store.CollectionNames;
import routes.store.MongoHistoryFeedbacks;
import routes.store.MongoRefreshes;
import routes.store.MongoRuleEvents;
import routes.store.MongoRuleRegistry;
import routes.store.MongoSlots;
import routes.store.MongoSyncRecords;
import routes.store.MongoTasks;
import routes.store.MongoVersions;
import routes.threshold.rule.Orphans;
import routes.threshold.rule.PolicyVault;
import routes.threshold.rule.RulePlaces;
import routes.threshold.rule.RulePlan;
import routes.threshold.rule.RuleSync;
import routes.threshold.rule.SyncRecord;
import routes.threshold.rule.ThresholdRefresh;
import routes.threshold.task.KeepLastKnown;
import routes.threshold.task.PastLookup;
import routes.threshold.task.PastPoints;
import routes.threshold.task.TaskRun;

/** Tasks, the workers that compute them, and the rules that come of it. */
public class RuleSyncWiring implements CamelConfiguration {
    private static final int FETCHERS_OF_A_WORKER = 4;

    private final String owner = UUID.randomUUID().toString();

    @BindToRegistry(lazy = true)
    public TaskRun.Stores taskStores(MongoDatabase mongoDatabase, MongoTasks tasks) {
        return new TaskRun.Stores(tasks, new MongoVersions(mongoDatabase), new MongoSlots(mongoDatabase));
    }

    @BindToRegistry(lazy = true)
    public RuleSync.Stores ruleStores(MongoDatabase mongoDatabase, TaskRun.Stores taskStores) {
        return new RuleSync.Stores(
                taskStores.tasks(),
                taskStores.versions(),
                new MongoRuleRegistry(mongoDatabase),
                new MongoSyncRecords(mongoDatabase));
    }

    @BindToRegistry(lazy = true)
    public TaskRun.Pace taskPace(
            @PropertyInject("veaiops.tasks.lease-millis") long lease,
            @PropertyInject("veaiops.tasks.attempts") int attempts,
            @PropertyInject("veaiops.tasks.first-retry-millis") long pause,
            @PropertyInject("veaiops.tasks.history-days") int days,
            @PropertyInject("veaiops.tasks.most-points") long points) {
        return new TaskRun.Pace(
                owner, Duration.ofMillis(lease), attempts, Duration.ofMillis(pause), Duration.ofDays(days), points);
    }

    @BindToRegistry(lazy = true)
    public PastLookup pastLookup(MongoDatabase mongoDatabase) {
        return new PastLookup(new MongoRuleEvents(mongoDatabase), new MongoHistoryFeedbacks(mongoDatabase));
    }

    @BindToRegistry(lazy = true)
    public FeedbackApi feedbackApi(MongoDatabase mongoDatabase, MongoTasks tasks, Clock clock) {
        return new FeedbackApi(
                tasks, new MongoHistoryFeedbacks(mongoDatabase), new MongoRuleEvents(mongoDatabase), clock);
    }

    @BindToRegistry(lazy = true)
    public KeepLastKnown keepLastKnown(
            TaskRun.Stores taskStores, Clock clock, @PropertyInject("veaiops.rule-sync.gone-after-days") int days) {
        return new KeepLastKnown(taskStores.versions(), Duration.ofDays(days), clock);
    }

    @BindToRegistry(lazy = true)
    public TaskRun taskRun(
            TaskRun.Stores taskStores,
            DataSourceResolver dataSourceResolver,
            TaskRun.Pace taskPace,
            CamelContext context,
            Clock clock,
            @PropertyInject("veaiops.tasks.workers") int workers) {
        ExecutorService fetchers = context.getExecutorServiceManager()
                .newFixedThreadPool(this, "task-fetch", FETCHERS_OF_A_WORKER * workers);
        return new TaskRun(
                taskStores, dataSourceResolver, taskPace, new TaskRun.Workers(fetchers, context::isStopping), clock);
    }

    @BindToRegistry(lazy = true)
    public RulePlan.DeletionLimit deletionLimit(
            @PropertyInject("veaiops.rule-sync.free-deletions") int free,
            @PropertyInject("veaiops.rule-sync.most-deletions-percent") int percent) {
        return new RulePlan.DeletionLimit(free, percent);
    }

    @BindToRegistry(lazy = true)
    public PolicyVault policyVault(SecretBox secretBox) {
        return new PolicyVault(secretBox, CollectionNames.TASK);
    }

    @BindToRegistry(lazy = true)
    public RuleSync.Terms syncTerms(
            RulePlan.DeletionLimit deletionLimit,
            AlarmAddress alarmAddress,
            PolicyVault policyVault,
            @PropertyInject("veaiops.rule-sync.lease-millis") long lease,
            @PropertyInject("veaiops.rule-sync.read-back-series") int readBack) {
        return new RuleSync.Terms(
                owner, Duration.ofMillis(lease), deletionLimit, alarmAddress::of, policyVault, readBack);
    }

    @BindToRegistry(lazy = true)
    public RulePlaces rulePlaces(
            RuleSync.Stores ruleStores, DataSourceResolver dataSourceResolver, SecretBox secretBox) {
        return new RulePlaces(ruleStores.registry(), dataSourceResolver, secretBox, CollectionNames.RULE_PLACE);
    }

    @BindToRegistry(lazy = true)
    public RuleSync ruleSync(
            RuleSync.Stores ruleStores,
            DataSourceResolver dataSourceResolver,
            RulePlaces rulePlaces,
            RuleSync.Terms syncTerms,
            Clock clock) {
        return new RuleSync(ruleStores, dataSourceResolver, rulePlaces, syncTerms, clock);
    }

    @BindToRegistry(lazy = true)
    public ThresholdRefresh thresholdRefresh(
            MongoDatabase mongoDatabase,
            RuleSync.Stores ruleStores,
            RuleSync ruleSync,
            Clock clock,
            @PropertyInject("veaiops.rule-sync.lease-millis") long lease) {
        return new ThresholdRefresh(
                ruleStores.tasks(),
                ruleStores.versions(),
                new MongoRefreshes(mongoDatabase),
                ruleSync,
                new ThresholdRefresh.Terms(owner, Duration.ofMillis(lease), clock));
    }

    @BindToRegistry(lazy = true)
    public TaskApi taskApi(
            TaskRun.Stores taskStores,
            RuleSync.Stores ruleStores,
            DataSourceResolver dataSourceResolver,
            RuleSync ruleSync,
            Clock clock) {
        return new TaskApi(
                taskStores.tasks(),
                taskStores.versions(),
                taskStores.slots(),
                ruleStores.records(),
                dataSourceResolver,
                ruleSync,
                clock);
    }

    @BindToRegistry(lazy = true)
    public RuleApi ruleApi(RuleSync ruleSync, RuleSync.Stores ruleStores, CamelContext context) {
        ProducerTemplate template = context.createProducerTemplate();
        RuleApi.Sync sync = (order, confirmed) -> called(template, "direct:rule-sync-task", exchange -> {
                    exchange.getIn().setBody(order);
                    exchange.getIn().setHeader("confirmed", confirmed);
                })
                .getMessage()
                .getBody(SyncRecord.class);
        return new RuleApi(ruleSync, sync, ruleStores.records());
    }

    private static Exchange called(ProducerTemplate template, String route, Processor prepared) {
        Exchange step = template.request(route, prepared);
        if (step.getException() instanceof RuntimeException failure) {
            throw failure;
        }
        if (step.getException() != null) {
            throw RuntimeCamelException.wrapRuntimeCamelException(step.getException());
        }
        return step;
    }

    @BindToRegistry(lazy = true)
    public OrphanApi orphanApi(
            RuleSync.Stores ruleStores, DataSourceResolver dataSourceResolver, RulePlaces rulePlaces) {
        return new OrphanApi(new Orphans(ruleStores, dataSourceResolver, rulePlaces));
    }

    @BindToRegistry(lazy = true)
    public RefreshApi refreshApi(ThresholdRefresh thresholdRefresh, CamelContext context) {
        ProducerTemplate template = context.createProducerTemplate();
        return new RefreshApi(thresholdRefresh, () -> called(template, "direct:rule-sync-refresh", exchange -> {}));
    }

    @BindToRegistry(lazy = true)
    public PastPoints pastPoints(
            TaskRun.Stores taskStores,
            TaskRun.Pace taskPace,
            Clock clock,
            @PropertyInject("veaiops.tasks.comparison-millis") long patience) {
        return new PastPoints(taskStores.slots(), Duration.ofMillis(patience), taskPace.mostPoints(), clock);
    }

    @BindToRegistry(lazy = true)
    public ComparisonApi comparisonApi(
            RuleSync.Stores ruleStores, PastPoints pastPoints, DataSourceResolver dataSourceResolver) {
        return new ComparisonApi(
                ruleStores.tasks(), ruleStores.versions(), ruleStores.records(), pastPoints, dataSourceResolver);
    }

    @BindToRegistry(lazy = true)
    public TaskChartApi taskChartApi(TaskRun.Stores taskStores, DataSourceResolver dataSourceResolver) {
        return new TaskChartApi(taskStores.tasks(), taskStores.versions(), taskStores.slots(), dataSourceResolver);
    }
}
