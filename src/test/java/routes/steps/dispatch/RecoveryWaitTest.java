package routes.steps.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fakes.SampleEvent.NOW;
import static routes.fakes.SampleEvent.anEvent;
import static routes.notice.NoticeFixtures.aNotice;

import com.mongodb.client.MongoDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.alarm.Level;
import routes.event.PublishedEvent;
import routes.event.Transition;
import routes.fakes.SampleEvent;
import routes.fakes.WireStore;
import routes.notice.Notice;
import routes.notice.NoticeState;
import routes.notice.NoticeStore;
import routes.notice.Reminder;
import routes.store.MongoDeliveryStatuses;
import routes.store.MongoNoticeStore;
import routes.store.MongoWaitingRecoveries;
import routes.store.StoreIndexes;
import routes.subscription.Subscription;

/** Recoveries that wait for the problem to come back. */
@Tag("slow")
class RecoveryWaitTest {
    private static final Duration WAIT = Duration.ofMinutes(5);
    private static final PublishedEvent OVER = anEvent().numbered(1).recovered().build();
    private static final PublishedEvent BACK = anEvent().numbered(2).build();

    private static WireStore server;

    @TempDir
    private static Path folder;

    private MongoDatabase database;
    private NoticeStore notices;
    private RecoveryWait wait;

    @BeforeAll
    static void start() {
        server = WireStore.start(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void empty() {
        database = server.empty();
        StoreIndexes.create(database);
        notices = new MongoNoticeStore(database, Duration.ofSeconds(3));
        wait = waiting(new Subscription.Pace(null, null, WAIT));
    }

    @Test
    void a_recovery_is_due_after_the_wait_and_not_before() {
        dispatch(OVER);

        assertThat(claimable(NOW.plusSeconds(299))).isEmpty();
        assertThat(claimable(NOW.plusSeconds(301)))
                .containsExactly(aNotice(OVER).id());
    }

    @Test
    void when_the_problem_comes_back_neither_is_sent() {
        dispatch(OVER);

        List<Notice> passed = dispatch(BACK);

        assertThat(passed.get(0).state()).isEqualTo(NoticeState.SUPPRESSED);
        assertThat(passed.get(0).handling().reason()).isEqualTo("came_back");
        assertThat(Reminder.of(passed)).as("reminders go on").hasSize(1);
        assertThat(stored(OVER))
                .containsEntry("state", "SUPPRESSED")
                .containsEntry("reason", "came_back")
                .doesNotContainKeys("due_key", "next_attempt_at", "wait_key");
        assertThat(claimable(NOW.plusSeconds(900))).isEmpty();
    }

    @Test
    void both_in_one_batch_are_suppressed_too_and_the_next_recovery_waits_again() {
        PublishedEvent overAgain = anEvent().numbered(2).recovered().build();

        List<Notice> passed = dispatch(OVER, BACK, overAgain);

        assertThat(passed)
                .extracting(Notice::state)
                .containsExactly(NoticeState.SUPPRESSED, NoticeState.SUPPRESSED, NoticeState.PENDING);
        assertThat(claimable(NOW.plusSeconds(301)))
                .containsExactly(aNotice(overAgain).id());
    }

    @Test
    void a_problem_that_comes_back_worse_is_sent_and_its_recovery_of_before_is_not() {
        dispatch(OVER);

        List<Notice> passed = dispatch(anEvent().numbered(2).atLevel(Level.P0).build());

        assertThat(passed.get(0).state()).isEqualTo(NoticeState.PENDING);
        assertThat(stored(OVER)).containsEntry("state", "SUPPRESSED");
    }

    @Test
    void a_recovery_that_is_on_its_way_is_not_taken_back_and_the_return_is_sent() {
        dispatch(OVER);
        claim(NOW.plusSeconds(301));

        List<Notice> passed = dispatch(BACK);

        assertThat(passed.get(0).state()).isEqualTo(NoticeState.PENDING);
        assertThat(stored(OVER)).containsEntry("state", "SENDING");
    }

    @Test
    void another_problem_and_an_escalation_take_nothing_back() {
        dispatch(OVER);

        dispatch(
                anEvent().numbered(3).of("zabbix:99").build(),
                anEvent().numbered(2).after(Transition.ESCALATED, 2).build());

        assertThat(stored(OVER)).containsEntry("state", "PENDING");
    }

    @Test
    void a_subscription_without_the_wait_is_notified_at_once() {
        wait = waiting(Subscription.Pace.PLAIN);

        assertThat(dispatch(OVER, BACK)).extracting(Notice::state).containsOnly(NoticeState.PENDING);
        assertThat(stored(OVER)).doesNotContainKey("wait_key");
    }

    @Test
    void a_return_after_many_recoveries_that_were_sent_finds_the_one_that_waits() {
        for (int number = 10; number < 13; number++) {
            dispatch(SampleEvent.anEvent().numbered(number).recovered().build());
            claim(NOW.plusSeconds(301));
        }
        dispatch(OVER);

        dispatch(BACK);

        assertThat(stored(OVER)).containsEntry("reason", "came_back");
        assertThat(database.getCollection("veaiops__event_notice_detail")
                        .countDocuments(new Document("wait_key", new Document("$exists", true))))
                .as("keys of what was sent are gone")
                .isZero();
    }

    private RecoveryWait waiting(Subscription.Pace pace) {
        return new RecoveryWait(id -> pace, new MongoWaitingRecoveries(database), new MongoDeliveryStatuses(database));
    }

    private List<Notice> dispatch(PublishedEvent... events) {
        List<Notice> passed =
                wait.pass(List.of(events).stream().map(event -> aNotice(event)).toList(), NOW);
        notices.add(passed);
        return passed;
    }

    private List<String> claimable(Instant at) {
        return notices.due(at, 10, at.plusSeconds(1)).stream()
                .map(due -> due.queued().noticeId())
                .toList();
    }

    private void claim(Instant at) {
        notices.claim(claimable(at), new NoticeStore.Claim("me", at, at.plusSeconds(30)));
    }

    private Document stored(PublishedEvent event) {
        return database.getCollection("veaiops__event_notice_detail")
                .find(new Document("_id", new ObjectId(aNotice(event).id())))
                .first();
    }
}
