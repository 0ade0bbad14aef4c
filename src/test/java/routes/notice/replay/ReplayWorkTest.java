package routes.notice.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import routes.alarm.Level;
import routes.dev.EmbeddedMongo;
import routes.event.EventState;
import routes.event.EventStatus;
import routes.event.Transition;
import routes.fixtures.ManualClock;
import routes.notice.NoticeState;
import routes.notice.NoticeStore;
import routes.store.MongoDeadNotices;
import routes.store.MongoDeliveryStatuses;
import routes.store.MongoReplayJobs;
import routes.store.StoreIndexes;

/** Replays of dead notices, on the embedded store. */
@Tag("slow")
class ReplayWorkTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final int BATCH = 100;

    @TempDir
    private static Path folder;

    private static EmbeddedMongo server;
    private static MongoClient client;
    private static MongoDatabase database;

    private final ManualClock clock = new ManualClock(NOW);
    private DeadLetters letters;
    private MongoReplayJobs jobs;
    private MongoDeadNotices notices;

    @BeforeAll
    static void start() {
        server = EmbeddedMongo.start(0, folder);
        client = MongoClients.create(server.uri());
        database = client.getDatabase("veaiops");
        StoreIndexes.create(database);
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    @BeforeEach
    void empty() {
        List.of("veaiops__event_notice_detail", "veaiops__event", "veaiops__replay")
                .forEach(name -> database.getCollection(name).deleteMany(new Document()));
        letters = new DeadLetters(database);
        jobs = new MongoReplayJobs(database);
        notices = new MongoDeadNotices(database);
    }

    /** Where a worker ends in the middle of its third batch. */
    enum Crash {
        BEFORE_THE_MOVE,
        HALF_WAY,
        AFTER_THE_MOVE
    }

    @ParameterizedTest
    @EnumSource(Crash.class)
    void dead_notices_wait_again_exactly_once_at_the_rate_wherever_a_worker_ends(Crash crash) {
        int count = crash == Crash.HALF_WAY ? 1000 : 350;
        List<String> dead = letters.dead(count);
        jobs.add(job(everything("r1", 600)));
        ReplayWork first = worker("first", real -> new FaultyNotices.Crashing(real, crash, 3));

        assertThatThrownBy(() -> runToTheEnd(first)).hasMessage("crash");
        clock.advance(LEASE.plusSeconds(1));
        runToTheEnd(worker("second", UnaryOperator.identity()));

        assertThat(jobs.byId("r1").orElseThrow().progress())
                .returns(ReplayState.DONE, ReplayJob.Progress::state)
                .returns((long) count, ReplayJob.Progress::replayed)
                .returns(0L, ReplayJob.Progress::suppressed)
                .returns(0L, ReplayJob.Progress::passed);
        assertAllWaitOnce(dead, "r1", Duration.ofMillis(100));
    }

    @Test
    void a_copy_that_was_overtaken_in_the_middle_of_a_batch_moves_nothing_twice() {
        List<String> dead = letters.dead(300);
        jobs.add(job(everything("r1", 600)));
        ReplayWork second = worker("second", UnaryOperator.identity());
        ReplayWork slow = worker(
                "slow",
                real -> new FaultyNotices.Overtaken(real, () -> {
                    clock.advance(LEASE.plusSeconds(1));
                    runToTheEnd(second);
                }));

        slow.step();

        assertThat(jobs.byId("r1").orElseThrow().progress())
                .returns(ReplayState.DONE, ReplayJob.Progress::state)
                .returns(300L, ReplayJob.Progress::replayed);
        assertAllWaitOnce(dead, "r1", Duration.ofMillis(100));
    }

    @Test
    void while_one_copy_works_another_leaves_the_replay_alone() {
        letters.dead(150);
        jobs.add(job(everything("r1", 600)));

        worker("one", UnaryOperator.identity()).step();
        worker("other", UnaryOperator.identity()).step();

        assertThat(jobs.byId("r1").orElseThrow().progress().replayed()).isEqualTo(BATCH);
    }

    @Test
    void two_replays_take_turns() {
        letters.dead(250);
        jobs.add(job(only("slow", filter("https://target/1", null))));
        clock.advance(Duration.ofMillis(5));
        jobs.add(job(only("late", filter("https://target/2", null))));
        ReplayWork work = worker("one", UnaryOperator.identity());

        work.step();
        clock.advance(Duration.ofMillis(5));
        work.step();

        assertThat(jobs.byId("slow").orElseThrow().progress().replayed()).isEqualTo(83);
        assertThat(jobs.byId("late").orElseThrow().progress().replayed()).isEqualTo(83);
    }

    @Test
    void a_filter_takes_its_notices_and_leaves_the_others() {
        letters.dead(9);
        jobs.add(job(only("r1", filter("https://target/1", Level.P1))));
        jobs.add(job(only("r2", filter("https://target/2", Level.P0))));

        runToTheEnd(worker("one", UnaryOperator.identity()));

        assertThat(jobs.byId("r1").orElseThrow().progress().replayed()).isEqualTo(3);
        assertThat(jobs.byId("r2").orElseThrow().progress().replayed()).isZero();
        assertThat(letters.stored().countDocuments(new Document("state", "DEAD")))
                .isEqualTo(6);
    }

    @Test
    void a_replayed_notice_has_a_new_budget_and_keeps_its_history() {
        String id = letters.dead(1).get(0);
        jobs.add(job(everything("r1", 600)));

        runToTheEnd(worker("one", UnaryOperator.identity()));

        Document stored = letters.stored(id);
        assertThat(stored.getInteger("attempt_count")).isZero();
        assertThat(stored.getInteger("attempts_before")).isOne();
        assertThat(stored.getList("attempts", Document.class)).hasSize(1);
        assertThat(stored.getString("due_key")).startsWith("2026-11-23T10:00:00.000Z");
        assertThat(letters.claim(id, new NoticeStore.Claim("sender", NOW, NOW.plus(LEASE))))
                .satisfies(claimed -> {
                    assertThat(claimed.attempts()).isOne();
                    assertThat(claimed.createdAt()).isEqualTo(NOW);
                });
    }

    @Test
    void a_notice_that_dies_again_is_not_sent_a_third_time_by_the_same_replay() {
        String id = letters.dead(2).get(0);
        jobs.add(job(everything("r1", 600)));
        ReplayWork work = new ReplayWork(
                jobs, notices, new MongoDeliveryStatuses(database), new ReplayWork.Pace("one", LEASE, 1), clock);
        work.step();
        letters.stored()
                .updateOne(
                        new Document("_id", letters.stored(id).get("_id")),
                        new Document(
                                "$set",
                                new Document("state", "DEAD").append("dead_key", "2026-11-23T07:00:00.500Z " + id)));

        runToTheEnd(work);

        assertThat(letters.stored(id)).containsEntry("state", "DEAD");
        assertThat(jobs.byId("r1").orElseThrow().progress().replayed()).isEqualTo(2);
    }

    @Test
    void what_dies_after_the_order_is_not_its_business() {
        jobs.add(job(everything("early", 600)));
        String id = letters.dead(1).get(0);

        runToTheEnd(worker("one", UnaryOperator.identity()));

        assertThat(letters.stored(id)).containsEntry("state", "DEAD");
        assertThat(jobs.byId("early").orElseThrow().progress().state()).isEqualTo(ReplayState.DONE);
    }

    @Test
    void what_is_over_is_suppressed_when_that_is_wished_and_a_recovery_still_reaches_those_who_saw_the_trouble() {
        String over = letters.one("over", Transition.OPENED, NoticeState.DEAD, EventState.RESOLVED);
        String unmatched = letters.one("over", Transition.RESOLVED, NoticeState.DEAD, EventState.RESOLVED);
        String firing = letters.one("firing", Transition.OPENED, NoticeState.SKIPPED, EventState.FIRING);
        letters.one("told", Transition.OPENED, NoticeState.SENT, EventState.RESOLVED);
        String news = letters.one("told", Transition.RESOLVED, NoticeState.DEAD, EventState.RESOLVED);
        jobs.add(job(new ReplayJob.Order("r1", ReplayFilter.everything(), 600, true, "manager", NOW)));

        runToTheEnd(worker("one", UnaryOperator.identity()));

        assertThat(List.of(over, unmatched)).allSatisfy(id -> assertThat(letters.stored(id))
                .containsEntry("state", "SUPPRESSED")
                .containsEntry("reason", "recovered")
                .doesNotContainKey("due_key"));
        assertThat(List.of(firing, news))
                .allSatisfy(id -> assertThat(letters.stored(id)).containsEntry("state", "PENDING"));
        assertThat(jobs.byId("r1").orElseThrow().progress())
                .returns(2L, ReplayJob.Progress::replayed)
                .returns(2L, ReplayJob.Progress::suppressed);
        assertThat(letters.statusOfEvent("over")).isEqualTo(EventStatus.SUPPRESSED.code());
        assertThat(letters.statusOfEvent("firing")).isEqualTo(1);
    }

    @Test
    void without_the_wish_everything_is_sent_again() {
        String over = letters.one("over", Transition.OPENED, NoticeState.DEAD, EventState.RESOLVED);
        jobs.add(job(everything("r1", 600)));

        runToTheEnd(worker("one", UnaryOperator.identity()));

        assertThat(letters.stored(over)).containsEntry("state", "PENDING");
    }

    private ReplayWork worker(String owner, UnaryOperator<DeadNotices> fault) {
        return new ReplayWork(
                jobs,
                fault.apply(notices),
                new MongoDeliveryStatuses(database),
                new ReplayWork.Pace(owner, LEASE, BATCH),
                clock);
    }

    private void runToTheEnd(ReplayWork work) {
        for (int step = 0; step < 40; step++) {
            work.step();
            clock.advance(Duration.ofMillis(10));
        }
    }

    private void assertAllWaitOnce(List<String> ids, String replay, Duration pace) {
        List<Document> stored =
                letters.stored().find().sort(new Document("due_key", 1)).into(new java.util.ArrayList<>());
        assertThat(stored).hasSameSizeAs(ids).allSatisfy(notice -> {
            assertThat(notice.getString("state")).isEqualTo("PENDING");
            assertThat(notice.getList("replays", Document.class))
                    .extracting(mark -> mark.getString("id"))
                    .containsExactly(replay);
            assertThat(notice).doesNotContainKey("dead_key");
        });
        List<Date> due =
                stored.stream().map(notice -> notice.getDate("next_attempt_at")).toList();
        for (int one = 1; one < due.size(); one++) {
            assertThat(due.get(one).getTime() - due.get(one - 1).getTime()).isGreaterThanOrEqualTo(pace.toMillis());
        }
    }

    private ReplayJob job(ReplayJob.Order order) {
        return ReplayJob.of(order, notices.newest());
    }

    private static ReplayJob.Order everything(String id, int rate) {
        return new ReplayJob.Order(id, ReplayFilter.everything(), rate, false, "manager", NOW);
    }

    private static ReplayJob.Order only(String id, ReplayFilter filter) {
        return new ReplayJob.Order(id, filter, 600, false, "manager", NOW);
    }

    private static ReplayFilter filter(String target, Level level) {
        return new ReplayFilter(Set.of(NoticeState.DEAD), "Webhook", target, "server_error", level, null, NOW);
    }
}
