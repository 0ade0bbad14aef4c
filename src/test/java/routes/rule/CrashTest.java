package routes.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.client.MongoDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.alarm.Level;
import routes.connect.Connect;
import routes.connect.SourceDesk;
import routes.connect.StoredSource;
import routes.datasource.DataSources;
import routes.datasource.PlatformFailure;
import routes.datasource.TimeSeries;
import routes.error.RefusedRequest;
import routes.fakes.WireStore;
import routes.fixtures.ManualClock;
import routes.kits.MemoryDataSource;
import routes.kits.MemoryPlatform;
import routes.security.Secret;
import routes.security.SecretBox;
import routes.store.DataSourceIndexes;
import routes.store.MongoConnects;
import routes.store.MongoRuleBook;
import routes.store.MongoSlots;
import routes.store.MongoSources;
import routes.store.MongoSyncRecords;
import routes.store.MongoTasks;
import routes.store.MongoVersions;
import routes.subscription.Stamps;
import routes.task.MetricTemplate;
import routes.task.Task;
import routes.task.TaskRun;
import routes.task.TaskVersion;
import routes.task.VersionStatus;
import routes.task.Versions;
import routes.threshold.Direction;

/** What is left when a copy ends in the middle, and what another one makes of it. */
class CrashTest {
    private static final Instant NOW = Instant.parse("2026-03-10T00:00:00Z");
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final String SOURCE = "65a000000000000000000001";
    private static final String CONNECT = "65b000000000000000000001";
    private static final String TASK = "65c000000000000000000001";
    private static final String VERSION = "65d000000000000000000001";

    @TempDir
    private Path folder;

    private final ManualClock clock = new ManualClock(NOW);
    private final MemoryPlatform platform = new MemoryPlatform();
    private final ExecutorService fetchers = Executors.newSingleThreadExecutor();
    private WireStore store;
    private MongoDatabase database;
    private SourceDesk desk;
    private TaskRun.Stores tasks;
    private RuleSync.Stores rules;

    @BeforeEach
    void start() {
        store = WireStore.start(folder);
        database = store.empty();
        new DataSourceIndexes(database, clock).ensure();
        SecretBox box = SecretBox.of(Secret.of("k1:" + "A".repeat(43) + "="));
        MongoConnects connects = new MongoConnects(database, type -> Set.of("memory_password"));
        MongoSources sources = new MongoSources(database);
        MemoryDataSource type = new MemoryDataSource(platform);
        connects.insert(new Connect(
                CONNECT,
                "c",
                MemoryDataSource.TYPE,
                Map.of("memory_user", "u"),
                Map.of(
                        "memory_password",
                        box.seal(Secret.of(MemoryDataSource.PASSWORD), Connect.place(CONNECT, "memory_password"))),
                true,
                Stamps.created(NOW)));
        ObjectNode config = JsonNodeFactory.instance.objectNode().put("metric_name", "cpu_total");
        sources.insert(
                new StoredSource(SOURCE, "cpu", MemoryDataSource.TYPE, CONNECT, config, true, Stamps.created(NOW)));
        desk = new SourceDesk(connects, sources, new DataSources(() -> Set.of(type)), box, ZoneOffset.UTC);
        tasks = new TaskRun.Stores(new MongoTasks(database), new MongoVersions(database), new MongoSlots(database));
        rules = new RuleSync.Stores(
                tasks.tasks(), tasks.versions(), new MongoRuleBook(database), new MongoSyncRecords(database));
        List.of("a", "b", "d").forEach(host -> platform.add(steady(host)));
        queue();
    }

    @AfterEach
    void stop() {
        fetchers.shutdownNow();
        store.close();
    }

    @Test
    void a_version_that_was_left_is_taken_over_after_its_lease_and_fetches_only_what_is_missing() {
        platform.failReads(5, () -> new IllegalStateException("the process ends here"));
        assertThatThrownBy(() -> run("one").next()).hasMessageContaining("the process ends here");
        int kept = tasks.slots().fetched(VERSION).size();
        assertThat(kept).isPositive();

        assertThat(run("two").next()).isFalse();
        clock.advance(LEASE.plusSeconds(1));
        int before = platform.reads();
        assertThat(run("two").next()).isTrue();

        assertThat(tasks.versions().find(VERSION).orElseThrow().status()).isEqualTo(VersionStatus.SUCCESS);
        assertThat(tasks.versions().result(VERSION)).hasSize(3);
        assertThat(platform.reads() - before).isEqualTo(3 * (28 - kept));
    }

    @Test
    void a_platform_that_is_away_is_asked_again_later_and_not_for_ever() {
        for (int attempt = 1; attempt <= 3; attempt++) {
            platform.fail(1000, () -> new PlatformFailure.Unavailable("no answer in time", "timeout"));
            assertThat(run("one").next()).isTrue();
            assertThat(run("one").next()).isFalse();
            clock.advance(Duration.ofHours(1));
        }

        TaskVersion version = tasks.versions().find(VERSION).orElseThrow();
        assertThat(version.status()).isEqualTo(VersionStatus.FAILED);
        assertThat(version.error()).contains("timeout");
        assertThat(run("one").next()).isFalse();
    }

    @Test
    void a_copy_that_was_overtaken_writes_nothing() {
        TaskVersion claimed = tasks.versions()
                .claim(new Versions.Claim("one", NOW, NOW.plus(LEASE)))
                .orElseThrow();
        clock.advance(LEASE.plusSeconds(1));
        run("two").next();

        boolean written = tasks.versions()
                .finish(claimed, new Versions.Outcome(VersionStatus.FAILED, "late", List.of()), clock.instant());

        assertThat(written).isFalse();
        assertThat(tasks.versions().find(VERSION).orElseThrow().status()).isEqualTo(VersionStatus.SUCCESS);
    }

    @Test
    void a_sync_that_was_left_in_the_middle_is_finished_by_another_copy_without_a_second_rule() {
        run("one").next();
        platform.crashAfterWrite(2);
        assertThatThrownBy(() -> sync("one").sync(order(), false)).hasMessage("the process ends here");
        assertThat(platform.rules()).hasSize(2);

        assertThatThrownBy(() -> sync("two").sync(order(), false))
                .isInstanceOf(RefusedRequest.class)
                .hasMessageContaining("under way");
        assertThat(sync("two").resume()).isFalse();
        clock.advance(LEASE.plusSeconds(1));
        assertThat(sync("two").resume()).isTrue();

        assertThat(platform.rules()).hasSize(3);
        assertThat(platform.rules()).extracting(MemoryPlatform.Rule::ruleId).doesNotHaveDuplicates();
        SyncRecord record = rules.records()
                .list(new SyncRecords.Filter(TASK, VERSION, null, null, null), 0, 10)
                .items()
                .get(0);
        assertThat(record.status()).isEqualTo(SyncRecord.Status.SUCCESS);
        assertThat(record.steps()).allMatch(step -> Boolean.TRUE.equals(step.done()));
        assertThat(sync("two").plan(order()).count(RuleAction.KEEP)).isEqualTo(3);
    }

    @Test
    void many_deletions_wait_for_a_confirmation() {
        run("one").next();
        for (int i = 0; i < 6; i++) {
            platform.put(new MemoryPlatform.Rule(
                    "old" + i, SOURCE, "old" + i, "old" + i, true, JsonNodeFactory.instance.objectNode()));
        }

        assertThatThrownBy(() -> sync("one").sync(order(), false)).hasMessageContaining("confirm_deletions");
        assertThat(platform.rules()).hasSize(6);
        assertThat(sync("one").sync(order(), true).count(RuleAction.DELETE)).isEqualTo(6);
        assertThat(platform.rules()).hasSize(3);
    }

    private void queue() {
        tasks.tasks()
                .insert(new Task(
                        TASK, "t", SOURCE, MemoryDataSource.TYPE, false, List.of(), null, true, Stamps.created(NOW)));
        ObjectNode template = MetricTemplate.copy("metric_template_value", JsonNodeFactory.instance.objectNode());
        TaskVersion.Ask ask = new TaskVersion.Ask(template, 3, Direction.UP, 0.5, TaskVersion.NORMAL, false);
        tasks.versions().insert(TaskVersion.queued(VERSION, TASK, 1, ask, NOW));
    }

    private TaskRun run(String owner) {
        TaskRun.Pace pace = new TaskRun.Pace(owner, LEASE, 3, Duration.ofSeconds(30), Duration.ofDays(7), 1_000_000);
        return new TaskRun(tasks, desk, pace, fetchers, clock);
    }

    private RuleSync sync(String owner) {
        return new RuleSync(
                rules,
                desk,
                new RuleSync.Terms(owner, LEASE, new RulePlan.DeletionLimit(3, 30), type -> "https://hub/alarms/x"),
                clock);
    }

    private static RuleSync.Order order() {
        return new RuleSync.Order(TASK, VERSION, new SyncPolicy(Level.P1, List.of(), List.of(), null));
    }

    private static TimeSeries steady(String host) {
        long[] times = LongStream.range(0, 7 * 1440)
                .map(minute -> NOW.getEpochSecond() - 7 * 86_400 + 60 * minute)
                .toArray();
        double[] values =
                LongStream.of(times).mapToDouble(time -> 40 + time / 60 % 7).toArray();
        return TimeSeries.of("cpu_total", Map.of("host", host), times, values);
    }
}
