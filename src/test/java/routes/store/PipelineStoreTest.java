package routes.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static routes.fixtures.AlarmFixture.START;
import static routes.fixtures.AlarmFixture.aFiringAlarm;
import static routes.fixtures.AlarmFixture.aRecovery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.alarm.AlarmIds;
import routes.alarm.AlarmSpool;
import routes.event.AlarmMerge;
import routes.event.Event;
import routes.event.EventChange;
import routes.event.EventStatus;
import routes.event.LoggedAlarm;
import routes.event.MergePolicy;
import routes.event.MergeResult;
import routes.event.PublishedEvent;
import routes.event.StaleEvent;
import routes.notice.DeliveryStatuses;
import routes.notice.Notice;
import routes.notice.NoticeState;
import routes.steps.delivery.RollUpSweep;
import routes.subscription.Subscription;

/** What the pipeline relies on in the store, on a wire server behind the real driver. */
@Tag("slow")
class PipelineStoreTest {
    private static final Duration GRACE = Duration.ofSeconds(3);

    private final WireServer server = WireServer.start();
    private final MongoEventLedger ledger = new MongoEventLedger(server.database());
    private final MongoNoticeStore notices = new MongoNoticeStore(server.database(), GRACE);
    private final MongoDeliveryStatuses book = new MongoDeliveryStatuses(server.database());
    private final AlarmMerge merge = new AlarmMerge(ledger, source -> MergePolicy.DEFAULT);

    @BeforeEach
    void indexes() {
        StoreIndexes.create(server.database());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void an_event_comes_back_as_it_was_written() {
        MergeResult result = merge.merge(List.of(
                aFiringAlarm().ofProjects("shop").sentAtMinute(1).at(0),
                aRecovery().at(1)));

        Event written = result.changed().get(0).event();
        assertThat(ledger.newestByFingerprint(Set.of(written.fingerprint()))).containsValue(written);
    }

    @Test
    void problem_recovery_and_problem_in_polls_of_their_own_are_two_events() {
        LoggedAlarm again = aFiringAlarm().at(2);

        merge.merge(List.of(aFiringAlarm().at(0)));
        merge.merge(List.of(aRecovery().at(1)));
        merge.merge(List.of(again));

        assertThat(events()).hasSize(2);
        assertThat(ledger.newestByFingerprint(Set.of(again.alarm().fingerprint()))
                        .values())
                .extracting(Event::id)
                .containsExactly(again.alarm().id());
    }

    @Test
    void a_write_on_top_of_another_one_is_refused_and_changes_nothing() {
        Event opened =
                merge.merge(List.of(aFiringAlarm().at(0))).changed().get(0).event();
        MergeResult later = merge.merge(List.of(aRecovery().at(1)));

        EventChange stale = new EventChange(opened, opened.applied(), true);

        assertThatThrownBy(() -> ledger.write(List.of(), List.of(stale))).isInstanceOf(StaleEvent.class);
        assertThat(ledger.eventsById(List.of(opened.id())))
                .containsExactly(later.changed().get(0).event());
    }

    @Test
    void an_event_that_somebody_else_opened_is_refused_and_merging_again_mends_it() {
        LoggedAlarm alarm = aFiringAlarm().at(0);
        MergeResult first = merge.merge(List.of(alarm));

        assertThatThrownBy(() -> ledger.write(
                        first.alarms(),
                        List.of(new EventChange(first.changed().get(0).event(), null, true))))
                .isInstanceOf(StaleEvent.class);
        assertThat(merge.merge(List.of(alarm)).alarms()).isEmpty();
        assertThat(events()).hasSize(1);
    }

    @Test
    void a_repeated_dispatch_adds_nothing() {
        notices.add(List.of(notice("a")));
        notices.add(List.of(notice("a"), notice("b")));

        assertThat(server.database().getCollection(CollectionNames.NOTICE).countDocuments())
                .isEqualTo(2);
    }

    @Test
    void a_notice_is_due_after_its_grace_the_longest_waiting_first_and_not_again_at_once() {
        notices.add(List.of(notice("a"), notice("b"), notice("c")));

        assertThat(notices.due(START.plus(GRACE), 10, START.plusSeconds(60))).isEmpty();
        assertThat(notices.due(START.plusSeconds(10), 2, START.plusSeconds(60))).hasSize(2);
        assertThat(notices.due(START.plusSeconds(10), 2, START.plusSeconds(60))).hasSize(1);
    }

    @Test
    void a_repeated_dispatch_leaves_the_status_of_what_is_delivered_alone() {
        Event event =
                merge.merge(List.of(aFiringAlarm().at(0))).changed().get(0).event();
        DeliveryStatuses.Subscribed dispatched =
                new DeliveryStatuses.Subscribed(event.id(), List.of(notice("a").id()));
        book.subscribed(List.of(dispatched));
        assertThat(status(event)).isEqualTo(EventStatus.SUBSCRIBED.code());
        setStatus(event, EventStatus.DISPATCHED);

        book.subscribed(List.of(dispatched));
        book.notDelivered(List.of(event.id()), EventStatus.NONE_DISPATCH);

        assertThat(status(event)).isEqualTo(EventStatus.DISPATCHED.code());
    }

    @Test
    void a_further_notice_makes_a_delivered_event_wait_again() {
        Event event =
                merge.merge(List.of(aFiringAlarm().at(0))).changed().get(0).event();
        book.subscribed(List.of(
                new DeliveryStatuses.Subscribed(event.id(), List.of(notice("a").id()))));
        setStatus(event, EventStatus.DISPATCHED);

        book.subscribed(List.of(
                new DeliveryStatuses.Subscribed(event.id(), List.of(notice("b").id()))));

        assertThat(status(event)).isEqualTo(EventStatus.SUBSCRIBED.code());
    }

    @Test
    void a_roll_up_waits_for_the_last_notice() {
        Event event =
                merge.merge(List.of(aFiringAlarm().at(0))).changed().get(0).event();
        Notice one = notice("a");
        Notice other = notice("b");
        notices.add(List.of(one, other));
        book.subscribed(List.of(new DeliveryStatuses.Subscribed(event.id(), List.of(one.id(), other.id()))));

        end(one, "SENT");
        book.rollUp(List.of(event.id()));
        assertThat(status(event)).isEqualTo(EventStatus.SUBSCRIBED.code());
        end(other, "DEAD");
        book.rollUp(List.of(event.id()));

        assertThat(status(event)).isEqualTo(EventStatus.PARTLY_FAILED.code());
    }

    @Test
    void an_event_has_the_status_of_its_only_notice_when_it_ends_and_with_several_that_of_the_last() {
        Event alone = anEvent("alone");
        Event shared = anEvent("shared");
        Notice one = notice("a");
        Notice other = notice("b");
        notices.add(List.of(one, other));
        book.subscribed(List.of(
                new DeliveryStatuses.Subscribed(alone.id(), List.of(one.id())),
                new DeliveryStatuses.Subscribed(shared.id(), List.of(one.id(), other.id()))));
        end(one, "SENT");

        book.ended(List.of(
                new DeliveryStatuses.Ended(alone.id(), one.id(), NoticeState.SENT),
                new DeliveryStatuses.Ended(shared.id(), one.id(), NoticeState.SENT)));
        assertThat(status(alone)).isEqualTo(EventStatus.DISPATCHED.code());
        assertThat(status(shared)).isEqualTo(EventStatus.SUBSCRIBED.code());
        end(other, "DEAD");
        book.ended(List.of(new DeliveryStatuses.Ended(shared.id(), other.id(), NoticeState.DEAD)));

        assertThat(status(shared)).isEqualTo(EventStatus.PARTLY_FAILED.code());
    }

    @Test
    void a_roll_up_that_was_lost_with_its_process_is_made_up_for() {
        List<Event> found = List.of(anEvent("one"), anEvent("two"), anEvent("three"));
        Notice ended = notice("a");
        notices.add(List.of(ended));
        found.forEach(
                event -> book.subscribed(List.of(new DeliveryStatuses.Subscribed(event.id(), List.of(ended.id())))));
        end(ended, "SENT");
        RollUpSweep sweep = sweep(START.plusSeconds(3600));

        sweep(START).sweep();
        assertThat(found).extracting(this::status).containsOnly(EventStatus.SUBSCRIBED.code());

        sweep.sweep();
        assertThat(found).extracting(this::status).contains(EventStatus.SUBSCRIBED.code());
        sweep.sweep();
        assertThat(found).extracting(this::status).containsOnly(EventStatus.DISPATCHED.code());
    }

    private RollUpSweep sweep(Instant now) {
        return new RollUpSweep(book, 2, Duration.ofSeconds(60), Clock.fixed(now, ZoneOffset.UTC));
    }

    private Event anEvent(String host) {
        return merge.merge(List.of(
                        aFiringAlarm().of(host).withId(AlarmIds.derived(host)).at(0)))
                .changed()
                .get(0)
                .event();
    }

    @Test
    void the_spool_gives_back_in_order_and_forgets_what_it_is_told_to() {
        MongoSpool spool = new MongoSpool(server.database());
        for (int i = 0; i < 5; i++) {
            spool.append(List.of(new AlarmSpool.Entry("key", new byte[] {(byte) i})));
        }

        List<AlarmSpool.Stored> head = spool.head(2);
        spool.remove(head.stream().map(AlarmSpool.Stored::id).toList());

        assertThat(head).extracting(one -> one.entry().value()[0]).containsExactly((byte) 0, (byte) 1);
        assertThat(spool.head(10)).extracting(one -> one.entry().value()[0]).containsExactly((byte) 2, (byte) 3, (byte)
                4);
    }

    private Notice notice(String target) {
        LoggedAlarm alarm =
                aFiringAlarm().of("of a notice").withId("0".repeat(24)).at(0);
        Event event = new AlarmMerge(ledger, source -> MergePolicy.DEFAULT)
                .merge(List.of(alarm)).publications().stream()
                        .findFirst()
                        .orElseThrow()
                        .event();
        return Notice.reply(
                PublishedEvent.of(event, routes.event.Transition.OPENED, event.applied()),
                new Subscription.Target("Webhook", "http://target.invalid/" + target, null, "legacy"),
                START);
    }

    private List<Document> events() {
        return server.database().getCollection(CollectionNames.EVENT).find().into(new ArrayList<>());
    }

    private int status(Event event) {
        return server.database()
                .getCollection(CollectionNames.EVENT)
                .find(new Document("_id", new ObjectId(event.id())))
                .first()
                .getInteger("status");
    }

    private void setStatus(Event event, EventStatus status) {
        set(CollectionNames.EVENT, event.id(), new Document("status", status.code()));
    }

    private void end(Notice notice, String state) {
        set(CollectionNames.NOTICE, notice.id(), new Document("state", state));
    }

    private void set(String collection, String id, Document fields) {
        server.database()
                .getCollection(collection)
                .updateOne(new Document("_id", new ObjectId(id)), new Document("$set", fields));
    }
}
