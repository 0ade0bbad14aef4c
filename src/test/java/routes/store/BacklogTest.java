package routes.store;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fakes.SampleEvent.NOW;
import static routes.fakes.SampleEvent.anEvent;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.alarm.AlarmSpool;
import routes.dev.EmbeddedMongo;
import routes.fixtures.ManualClock;
import routes.health.ledger.BacklogWatch;
import routes.notice.FailureReason;
import routes.notice.Notice;
import routes.notice.NoticeFinish;
import routes.notice.NoticeState;
import routes.notice.NoticeStore;
import routes.notice.VendorReply;
import routes.subscription.Subscription;

/** What waits is shown, whichever copy works it off. */
@Tag("slow")
class BacklogTest {
    private static final Duration GRACE = Duration.ofSeconds(3);
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration AGAIN = Duration.ofSeconds(15);

    private final WireServer server = WireServer.start();
    private final MongoNoticeStore notices = new MongoNoticeStore(server.database(), GRACE);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ManualClock clock = new ManualClock(NOW);
    private final BacklogWatch watch = new BacklogWatch(new MongoBacklog(server.database(), AGAIN), registry, clock);

    @BeforeEach
    void indexes() {
        StoreIndexes.create(server.database());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_notice_is_due_from_its_beginning_until_somebody_sends_it() {
        notices.add(List.of(notice("Webhook", "one"), notice("Webhook", "two"), notice("Slack", "three")));
        look(1);

        assertThat(due("Webhook")).isEqualTo(2);
        assertThat(due("Slack")).isEqualTo(1);
        assertThat(oldest("Webhook")).isEqualTo(1);

        claim(notice("Slack", "three"));
        look(1);

        assertThat(due("Webhook")).isEqualTo(2);
        assertThat(due("Slack")).isZero();
        assertThat(oldest("Slack")).isZero();
    }

    @Test
    void a_notice_that_was_rung_for_and_still_waits_is_due_since_its_beginning() {
        notices.add(List.of(notice("Webhook", "one")));
        clock.advance(Duration.ofSeconds(10));
        notices.due(clock.instant(), 10, clock.instant().plus(AGAIN));
        look(0);

        assertThat(due("Webhook")).isEqualTo(1);
        assertThat(oldest("Webhook")).isEqualTo(10);
        assertThat(gauge("veaiops.sweep.due", "work", "bells")).isZero();
    }

    @Test
    void a_notice_that_is_tried_again_later_is_due_then() {
        notices.add(List.of(notice("Webhook", "one")));
        finish(claim(notice("Webhook", "one")), NOW.plusSeconds(60));
        look(50);
        Double before = dueOrNothing("Webhook");
        look(20);

        assertThat(before).isNull();
        assertThat(due("Webhook")).isEqualTo(1);
        assertThat(oldest("Webhook")).isEqualTo(10);
    }

    @Test
    void a_claim_whose_owner_is_gone_is_due_when_its_lease_is_over() {
        notices.add(List.of(notice("Webhook", "one")));
        claim(notice("Webhook", "one"));
        look(29);
        Double before = dueOrNothing("Webhook");
        look(6);

        assertThat(before).isNull();
        assertThat(due("Webhook")).isEqualTo(1);
        assertThat(oldest("Webhook")).isEqualTo(5);
    }

    @Test
    void a_claim_after_one_without_a_receipt_is_a_take_over_and_the_next_is_none() {
        Notice notice = notice("Webhook", "one");
        notices.add(List.of(notice));

        NoticeStore.Claimed first = claimed(notice);
        clock.advance(LEASE);
        NoticeStore.Claimed second = claimed(notice);
        finish(second.notice(), clock.instant());
        NoticeStore.Claimed third = claimed(notice);

        assertThat(first.takenOver()).isFalse();
        assertThat(second.takenOver()).isTrue();
        assertThat(third.takenOver()).isFalse();
    }

    @Test
    void work_of_a_sweeper_that_nobody_did_shows_its_age() {
        notices.add(List.of(notice("Webhook", "one"), notice("Webhook", "two")));
        server.database()
                .getCollection(CollectionNames.REMINDER)
                .insertOne(new Document("_id", new ObjectId())
                        .append(MongoReminders.DUE_KEY, NoticeDocuments.dueKey(NOW.minusSeconds(90), "x")));
        look(10);

        assertThat(gauge("veaiops.sweep.due", "work", "bells")).isEqualTo(2);
        assertThat(gauge("veaiops.sweep.due.oldest.seconds", "work", "bells")).isEqualTo(7);
        assertThat(gauge("veaiops.sweep.due", "work", "reminders")).isEqualTo(1);
        assertThat(gauge("veaiops.sweep.due.oldest.seconds", "work", "reminders"))
                .isEqualTo(100);
        assertThat(gauge("veaiops.sweep.due", "work", "bundles")).isZero();
    }

    @Test
    void the_spool_shows_how_much_waits_and_its_age_grows_while_nobody_can_look() {
        clock.advance(Duration.between(NOW, Instant.now()));
        new MongoSpool(server.database())
                .append(List.of(new AlarmSpool.Entry("key", new byte[1]), new AlarmSpool.Entry("key", new byte[1])));
        look(0);
        clock.advance(Duration.ofSeconds(100));

        assertThat(gauge("veaiops.spool.waiting", "log", "alarms")).isEqualTo(2);
        assertThat(gauge("veaiops.spool.waiting.oldest.seconds", "log", "alarms"))
                .isBetween(98.0, 103.0);
        assertThat(gauge("veaiops.spool.waiting", "log", "inbound")).isZero();
    }

    @Test
    void a_look_reads_what_waits_and_nothing_of_what_is_stored(@TempDir Path folder) {
        try (EmbeddedMongo mongo = EmbeddedMongo.start(0, folder);
                MongoClient client = MongoClients.create(mongo.uri())) {
            MongoDatabase database = client.getDatabase("veaiops");
            StoreIndexes.create(database);
            MongoNoticeStore store = new MongoNoticeStore(database, GRACE);
            store.add(IntStream.range(0, 300)
                    .mapToObj(i -> notice("Webhook", "target " + i))
                    .toList());
            MongoCollection<Document> stored = database.getCollection(CollectionNames.NOTICE);
            stored.updateMany(Filters.lt("target", "target 2"), Updates.unset(NoticeDocuments.DUE_KEY));
            long waiting = stored.countDocuments(Filters.exists(NoticeDocuments.DUE_KEY));
            long before = mongo.documentsExamined();

            new BacklogWatch(new MongoBacklog(database, AGAIN), registry, clock).count();

            assertThat(due("Webhook")).isEqualTo(waiting);
            assertThat(mongo.documentsExamined() - before).isBetween(waiting, 3 * waiting);
        }
    }

    private void look(int secondsLater) {
        clock.advance(Duration.ofSeconds(secondsLater));
        watch.count();
    }

    private double due(String channel) {
        return gauge("veaiops.notices.due", "channel", channel);
    }

    private @Nullable Double dueOrNothing(String channel) {
        Gauge gauge =
                registry.find("veaiops.notices.due").tag("channel", channel).gauge();
        return gauge == null ? null : gauge.value();
    }

    private double oldest(String channel) {
        return gauge("veaiops.notices.due.oldest.seconds", "channel", channel);
    }

    private double gauge(String name, String label, String value) {
        return registry.get(name).tag(label, value).gauge().value();
    }

    private Notice claim(Notice notice) {
        return claimed(notice).notice();
    }

    private NoticeStore.Claimed claimed(Notice notice) {
        Instant now = clock.instant();
        return notices.claim(List.of(notice.id()), new NoticeStore.Claim("one", now, now.plus(LEASE)))
                .get(0);
    }

    private void finish(Notice claimed, Instant next) {
        NoticeFinish later = new NoticeFinish(
                NoticeState.RETRYING,
                clock.instant(),
                next,
                FailureReason.SERVER_ERROR,
                VendorReply.NOTHING,
                List.of(),
                Duration.ZERO);
        notices.finish(List.of(new NoticeStore.Finished(claimed, later)));
    }

    private static Notice notice(String channel, String target) {
        return Notice.reply(anEvent().build(), new Subscription.Target(channel, target, null, null), NOW);
    }
}
