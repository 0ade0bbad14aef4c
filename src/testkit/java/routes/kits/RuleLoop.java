package routes.kits;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.client.MongoDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.bson.types.ObjectId;
import routes.common.security.Sealed;
import routes.common.security.Secret;
import routes.common.security.SecretBox;
import routes.datasource.Account;
import routes.datasource.ConnectField;
import routes.datasource.DataSource;
import routes.datasource.DataSources;
import routes.datasource.RuleOrder;
import routes.datasource.connect.Connect;
import routes.datasource.connect.DataSourceResolver;
import routes.datasource.connect.StoredSource;
import routes.fakes.WireStore;
import routes.fixtures.ManualClock;
import routes.store.MetricTemplateSeeds;
import routes.store.MongoConnects;
import routes.store.MongoRuleRegistry;
import routes.store.MongoSlots;
import routes.store.MongoSources;
import routes.store.MongoSyncRecords;
import routes.store.MongoTasks;
import routes.store.MongoVersions;
import routes.store.StoreIndexes;
import routes.subscription.Stamps;
import routes.threshold.Direction;
import routes.threshold.rule.PolicyVault;
import routes.threshold.rule.RulePlaces;
import routes.threshold.rule.RulePlan;
import routes.threshold.rule.RuleSync;
import routes.threshold.rule.SyncPolicy;
import routes.threshold.rule.SyncRecord;
import routes.threshold.rule.SyncRecords;
import routes.threshold.task.KeepLastKnown;
import routes.threshold.task.MetricTemplate;
import routes.threshold.task.Task;
import routes.threshold.task.TaskRun;
import routes.threshold.task.TaskVersion;
import routes.threshold.task.VersionStatus;
import routes.threshold.task.Versions;

/** Tasks in an embedded store, from thresholds to rules, worked on by processes that share nothing but the store. */
public final class RuleLoop implements AutoCloseable {
    public static final Duration LEASE = Duration.ofMinutes(5);
    private static final Duration GONE_AFTER = Duration.ofDays(7);
    public static final String DEPLOYMENT = "one";
    public static final String TASKS = "veaiops__intelligent_threshold_task";
    public static final SecretBox BOX = SecretBox.of(Secret.of("k1:" + "A".repeat(43) + "="));

    private final ManualClock clock;
    private final ExecutorService fetchers = Executors.newSingleThreadExecutor();
    private final WireStore store;
    private final MongoDatabase database;
    private String deployment = DEPLOYMENT;

    private RuleLoop(Path folder, Instant now) {
        clock = new ManualClock(now);
        store = WireStore.start(folder);
        database = store.empty();
        StoreIndexes.create(database);
        new MetricTemplateSeeds(database, clock).ensure();
    }

    public static RuleLoop start(Path folder, Instant now) {
        return new RuleLoop(folder, now);
    }

    public MongoDatabase database() {
        return database;
    }

    /** From now on processes belong to a deployment of this id. */
    public void deployment(String id) {
        deployment = id;
    }

    public ManualClock clock() {
        return clock;
    }

    /** Lets the leases of stopped processes expire. */
    public void passLeases() {
        clock.advance(LEASE.plusSeconds(1));
    }

    /** A data source, its task, and the version that waits for being computed. */
    public record Place(String sourceId, String taskId, String versionId) {
        public RuleSync.Order order(SyncPolicy policy) {
            return new RuleSync.Order(taskId, versionId, policy);
        }
    }

    /** Stores a data source with everything that it needs, and queues a version of its task. */
    public Place add(DataSource type, String name, Account account, ObjectNode config) {
        String connectId = new ObjectId().toHexString();
        String sourceId = new ObjectId().toHexString();
        Map<String, Sealed> sealed = new HashMap<>();
        account.secrets()
                .forEach((field, secret) -> sealed.put(field, BOX.seal(secret, Connect.place(connectId, field))));
        Stamps stamps = Stamps.created(clock.instant());
        connects(type).insert(new Connect(connectId, name, type.type(), account.fields(), sealed, true, stamps));
        new MongoSources(database)
                .insert(new StoredSource(sourceId, name, type.type(), connectId, config, true, stamps));
        Task task = new Task(
                new ObjectId().toHexString(), name, sourceId, type.type(), false, false, List.of(), null, true, stamps);
        tasks().tasks().insert(task);
        ObjectNode template = MetricTemplate.copy("metric_template_value", JsonNodeFactory.instance.objectNode());
        TaskVersion.Ask ask = new TaskVersion.Ask(template, 3, Direction.BOTH, 0.5, TaskVersion.NORMAL, false);
        String versionId = new ObjectId().toHexString();
        tasks().versions().insert(TaskVersion.queued(versionId, task.id(), 1, ask, clock.instant()));
        return new Place(sourceId, task.id(), versionId);
    }

    /** Queues the next version of a task, of its configuration as it is now. */
    public Place again(Place place) {
        TaskVersion before = tasks().versions().find(place.versionId()).orElseThrow();
        String versionId = new ObjectId().toHexString();
        tasks().versions()
                .insert(TaskVersion.queued(
                        versionId, place.taskId(), before.version() + 1, before.ask(), clock.instant()));
        return new Place(place.sourceId(), place.taskId(), versionId);
    }

    public TaskRun.Stores tasks() {
        return new TaskRun.Stores(new MongoTasks(database), new MongoVersions(database), new MongoSlots(database));
    }

    public RuleSync.Stores rules() {
        return new RuleSync.Stores(
                tasks().tasks(), tasks().versions(), new MongoRuleRegistry(database), new MongoSyncRecords(database));
    }

    /** Changes the configuration of a data source, as a person does. */
    public void configure(Place place, UnaryOperator<ObjectNode> change) {
        MongoSources sources = new MongoSources(database);
        StoredSource there = sources.find(place.sourceId()).orElseThrow();
        sources.replace(new StoredSource(
                there.id(),
                there.name(),
                there.type(),
                there.connectId(),
                change.apply(there.config().deepCopy()),
                true,
                there.stamps()));
    }

    /** Changes a field of the connect of a data source, as a person does. */
    public void reconnect(DataSource type, Place place, String field, String value) {
        MongoConnects connects = connects(type);
        Connect there = connects.find(new MongoSources(database)
                        .find(place.sourceId())
                        .orElseThrow()
                        .connectId())
                .orElseThrow();
        Map<String, String> fields = new HashMap<>(there.fields());
        fields.put(field, value);
        connects.replace(
                new Connect(there.id(), there.name(), there.type(), fields, there.secrets(), true, there.stamps()));
    }

    /** Corrects the result of a computed version, as a person does. */
    public void correct(Place place, List<RuleOrder.Series> thresholds) {
        List<ObjectNode> result = thresholds.stream().map(StoredThresholds::of).toList();
        Versions.Outcome outcome = new Versions.Outcome(VersionStatus.SUCCESS, null, result);
        if (!tasks().versions().correct(place.versionId(), outcome, clock.instant())) {
            throw new IllegalStateException("a version that is not computed yet cannot be corrected");
        }
    }

    /** Every document about tasks and syncs, as it is stored. */
    public String stored() {
        StringBuilder all = new StringBuilder();
        for (String name : database.listCollectionNames()) {
            database.getCollection(name).find().forEach(document -> all.append(document));
        }
        return all.toString();
    }

    /** Syncs of a task, the newest first. */
    public List<SyncRecord> records(Place place) {
        return rules().records()
                .list(new SyncRecords.Filter(place.taskId(), place.versionId(), null, null, null), 0, 100)
                .items();
    }

    /** A process that computes. */
    public Worker run(String owner, DataSource type, Duration history) {
        return run(owner, type, history, () -> false);
    }

    /** A process that computes until it stops. */
    public Worker run(String owner, DataSource type, Duration history, BooleanSupplier stopping) {
        TaskRun.Pace pace = new TaskRun.Pace(owner, LEASE, 3, Duration.ofSeconds(30), history, 1_000_000);
        return new Worker(
                new TaskRun(tasks(), resolver(type), pace, new TaskRun.Workers(fetchers, stopping), clock),
                new KeepLastKnown(tasks().versions(), GONE_AFTER, clock));
    }

    /** One worker, by the application's route. */
    public record Worker(TaskRun run, KeepLastKnown known) {
        /** Computes the next version. @return whether there was one */
        public boolean next() {
            TaskVersion claimed = run.claim();
            if (claimed == null) {
                return false;
            }
            try (RouteProcess process = RouteProcess.start(
                    "thresholds-compute.camel.yaml",
                    "thresholds-version",
                    Map.of("taskRun", run, "pastLookup", NoPast.lookup(), "keepLastKnown", known))) {
                process.send("thresholds-version", claimed);
            }
            return true;
        }
    }

    /** Waits until the parts that were under way when a process ended are read: they are kept all the same. */
    public void settle() {
        try {
            fetchers.submit(() -> {}).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A process that syncs. */
    public RuleSync sync(String owner, DataSource type) {
        RulePlan.DeletionLimit limit = new RulePlan.DeletionLimit(3, 30);
        RuleSync.Terms terms = new RuleSync.Terms(
                owner, LEASE, limit, name -> "https://hub/alarms/x", new PolicyVault(BOX, TASKS), 100);
        return new RuleSync(rules(), resolver(type), places(type), terms, clock);
    }

    /** A process that continues what another one left, by the application's route. @return whether there was something */
    public boolean resume(String owner, DataSource type) {
        try (RouteProcess process = RouteProcess.start(
                "rule-sync.camel.yaml", "rule-sync-resume,rule-sync-apply", Map.of("ruleSync", sync(owner, type)))) {
            return process.send("rule-sync-resume", "").getProperty("sync") != null;
        }
    }

    public RulePlaces places(DataSource type) {
        return new RulePlaces(rules().registry(), resolver(type), BOX, "veaiops__alarm_rule_place");
    }

    public DataSourceResolver resolver(DataSource type) {
        DataSources types = new DataSources(() -> Set.of(type));
        return new DataSourceResolver(
                connects(type),
                new MongoSources(database),
                types,
                BOX,
                new DataSourceResolver.Defaults(ZoneOffset.UTC, () -> deployment));
    }

    private MongoConnects connects(DataSource type) {
        Set<String> secrets = type.connectFields().stream()
                .filter(ConnectField::isSecret)
                .map(ConnectField::name)
                .collect(Collectors.toSet());
        return new MongoConnects(database, name -> secrets);
    }

    @Override
    public void close() {
        fetchers.shutdownNow();
        store.close();
    }
}
