package routes.threshold.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.mongodb.client.MongoDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.apache.camel.main.Main;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.alarm.Level;
import routes.common.security.Secret;
import routes.datasource.Account;
import routes.datasource.DataSource;
import routes.datasource.TimeSeries;
import routes.http.RunningApi;
import routes.kits.MemoryDataSource;
import routes.kits.MemoryPlatform;
import routes.kits.NoPast;
import routes.kits.RouteProcess;
import routes.kits.RuleLoop;
import routes.store.CollectionNames;
import routes.store.MongoRefreshes;

/** The schedule of refreshes, with two copies of the application on one store. */
@Tag("slow")
class RuleSyncScheduleTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final List<Main> copies = new ArrayList<>();
    private RuleLoop loop;

    @BeforeEach
    void store() {
        loop = RuleLoop.start(folder, Instant.now());
    }

    @AfterEach
    void stop() {
        copies.forEach(Main::stop);
        loop.close();
    }

    @Test
    void two_copies_begin_one_round_at_each_tick() {
        Queue<Instant> one = new ConcurrentLinkedQueue<>();
        Queue<Instant> other = new ConcurrentLinkedQueue<>();
        start("one", one);
        start("other", other);

        await().atMost(PATIENCE).until(() -> common(one, other).size() >= 3);
        copies.forEach(Main::stop);

        List<Instant> rounds = rounds();
        assertThat(rounds).doesNotHaveDuplicates().containsAll(common(one, other));
        assertThat(rounds).hasSizeLessThan(one.size() + other.size());
    }

    private static List<Instant> common(Queue<Instant> one, Queue<Instant> other) {
        return one.stream().filter(other::contains).toList();
    }

    @Test
    void a_copy_that_gets_a_tick_after_its_round_is_over_begins_no_second_one() {
        RuleLoop.Place place = task();
        ThresholdRefresh one = refresh("one", type());
        ThresholdRefresh late = refresh("late", type());
        Date tick = Date.from(loop.clock().instant());
        one.tick(tick);
        assertThat(one.latest().orElseThrow().details())
                .extracting(Refresh.Detail::taskId)
                .containsExactly(place.taskId());
        end(one);

        late.tick(tick);

        assertThat(rounds()).hasSize(1);
        late.tick(Date.from(tick.toInstant().plus(Duration.ofDays(1))));
        assertThat(rounds()).hasSize(2);
    }

    @Test
    void a_tick_while_a_round_is_under_way_begins_none() {
        task();
        ThresholdRefresh one = refresh("one", type());
        Date tick = Date.from(loop.clock().instant());
        one.tick(tick);

        refresh("other", type()).tick(Date.from(tick.toInstant().plusSeconds(60)));

        assertThat(rounds()).hasSize(1);
        assertThat(one.latest().orElseThrow().isOver()).isFalse();
    }

    /** The versions of the round are computed, and fail as there are no points. */
    private void end(ThresholdRefresh refresh) {
        while (loop.run("worker", type(), Duration.ofDays(7)).next()) {
            loop.clock().advance(Duration.ofHours(1));
        }
        try (RouteProcess process = RouteProcess.start(
                "rule-sync.camel.yaml",
                "rule-sync-refresh,rule-sync-task,rule-sync-apply",
                Map.of("thresholdRefresh", refresh, "ruleSync", loop.sync("worker", type())))) {
            process.send("rule-sync-refresh", "");
        }
        assertThat(refresh.latest().orElseThrow().isOver()).isTrue();
    }

    private RuleLoop.Place task() {
        Account account = new Account(
                "",
                MemoryDataSource.TYPE,
                Map.of("memory_user", "u"),
                Map.of("memory_password", Secret.of(MemoryDataSource.PASSWORD)));
        RuleLoop.Place place = loop.add(
                type(), "cpu", account, JsonNodeFactory.instance.objectNode().put("metric_name", "cpu_total"));
        loop.tasks()
                .tasks()
                .autoUpdate(List.of(place.taskId()), true, loop.clock().instant());
        return place;
    }

    private static MemoryDataSource type() {
        return new MemoryDataSource(new MemoryPlatform());
    }

    private ThresholdRefresh refresh(String owner, DataSource type) {
        return new ThresholdRefresh(
                loop.tasks().tasks(),
                loop.tasks().versions(),
                new MongoRefreshes(loop.database()),
                loop.sync(owner, type),
                new ThresholdRefresh.Terms(owner, RuleLoop.LEASE, loop.clock()));
    }

    private List<Instant> rounds() {
        MongoDatabase database = loop.database();
        List<Instant> ticks = new ArrayList<>();
        for (Document round :
                database.getCollection(CollectionNames.REFRESH_RECORD).find()) {
            ticks.add(round.getDate("tick").toInstant());
        }
        return ticks;
    }

    @Test
    void a_tick_leads_through_every_phase_to_rules_at_the_platform() {
        MemoryPlatform platform = new MemoryPlatform();
        MemoryDataSource type = new MemoryDataSource(platform);
        long start = loop.clock().instant().minus(Duration.ofDays(7)).getEpochSecond();
        long[] times =
                LongStream.range(0, 7 * 1440).map(minute -> start + 60 * minute).toArray();
        double[] values =
                LongStream.of(times).mapToDouble(time -> 40 + time / 60 % 7).toArray();
        platform.add(TimeSeries.of("cpu_total", Map.of("host", "a"), times, values));
        RuleLoop.Place place = task();
        loop.run("before", type, Duration.ofDays(7)).next();
        loop.sync("before", type).sync(place.order(new SyncPolicy(Level.P1, List.of(), List.of(), null)), false);
        int rules = platform.rules().size();
        platform.rules().forEach(rule -> platform.remove(rule.remoteId()));

        start("one", refresh("one", type), type, "*");

        await().atMost(PATIENCE).until(() -> platform.rules().size() == rules);
        await().atMost(PATIENCE).until(() -> refresh("one", type).latest().orElseThrow().details().stream()
                .allMatch(detail -> detail.state() == Refresh.State.SYNCED));
    }

    private void start(String owner, Queue<Instant> ticks) {
        start(owner, new Listening(refresh(owner, type()), ticks), type(), "rule-sync-begin,thresholds-wake");
    }

    private void start(String owner, Object refresh, DataSource type, String routes) {
        Properties settings = new Properties();
        settings.putAll(Map.of(
                "camel.main.name",
                owner,
                "camel.server.enabled",
                "false",
                "camel.management.enabled",
                "false",
                "veaiops.kafka.brokers",
                "127.0.0.1:1",
                "veaiops.rule-sync.cron",
                "* * * * * ?",
                "veaiops.rule-sync.step-period-millis",
                "200",
                RunningApi.ROUTES,
                routes,
                "veaiops.tasks.step-period-millis",
                "3600000",
                "camel.main.routes-include-pattern",
                "classpath:routes/_errors.camel.yaml,classpath:routes/rule-sync.camel.yaml,"
                        + "classpath:routes/thresholds-compute.camel.yaml"));
        Main copy = new Main();
        copy.setOverrideProperties(settings);
        copy.bind("thresholdRefresh", refresh);
        bind(copy, owner, type);
        copies.add(copy);
        copy.start();
    }

    private void bind(Main copy, String owner, DataSource type) {
        RuleLoop.Worker worker = loop.run(owner, type, Duration.ofDays(7));
        copy.bind("ruleSync", loop.sync(owner, type));
        copy.bind("taskRun", worker.run());
        copy.bind("pastLookup", NoPast.lookup());
        copy.bind("keepLastKnown", worker.known());
    }

    /** Notes the ticks of the schedule. */
    public static final class Listening {
        private final ThresholdRefresh refresh;
        private final Queue<Instant> ticks;

        Listening(ThresholdRefresh refresh, Queue<Instant> ticks) {
            this.refresh = refresh;
            this.ticks = ticks;
        }

        public void tick(Date scheduled) {
            refresh.tick(scheduled);
            ticks.add(scheduled.toInstant());
        }
    }
}
