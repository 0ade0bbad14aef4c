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
import org.apache.camel.main.Main;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.common.security.Secret;
import routes.datasource.Account;
import routes.kits.MemoryDataSource;
import routes.kits.MemoryPlatform;
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
    void a_copy_that_hears_a_tick_after_its_round_is_over_begins_no_second_one() {
        RuleLoop.Place place = task();
        ThresholdRefresh one = desk("one");
        ThresholdRefresh late = desk("late");
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
        ThresholdRefresh one = desk("one");
        Date tick = Date.from(loop.clock().instant());
        one.tick(tick);

        desk("other").tick(Date.from(tick.toInstant().plusSeconds(60)));

        assertThat(rounds()).hasSize(1);
        assertThat(one.latest().orElseThrow().isOver()).isFalse();
    }

    /** The versions of the round are computed, and fail as there are no points. */
    private void end(ThresholdRefresh desk) {
        while (loop.run("worker", type(), Duration.ofDays(7)).next()) {
            loop.clock().advance(Duration.ofHours(1));
        }
        desk.step();
        assertThat(desk.latest().orElseThrow().isOver()).isTrue();
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

    private ThresholdRefresh desk(String owner) {
        return new ThresholdRefresh(
                loop.tasks().tasks(),
                loop.tasks().versions(),
                new MongoRefreshes(loop.database()),
                loop.sync(owner, type()),
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

    private void start(String owner, Queue<Instant> heard) {
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
                "3600000",
                "camel.main.routes-include-pattern",
                "classpath:routes/00-error-handling.camel.yaml,classpath:routes/rule-sync.camel.yaml"));
        Main copy = new Main();
        copy.setOverrideProperties(settings);
        copy.bind("thresholdRefresh", new Listening(desk(owner), heard));
        copy.bind("ruleSync", loop.sync(owner, type()));
        copies.add(copy);
        copy.start();
    }

    /** Hears what the desk hears. */
    public static final class Listening {
        private final ThresholdRefresh desk;
        private final Queue<Instant> heard;

        Listening(ThresholdRefresh desk, Queue<Instant> heard) {
            this.desk = desk;
            this.heard = heard;
        }

        public void tick(Date scheduled) {
            desk.tick(scheduled);
            heard.add(scheduled.toInstant());
        }

        public void step() {
            desk.step();
        }
    }
}
