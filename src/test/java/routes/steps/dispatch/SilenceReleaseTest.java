package routes.steps.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fakes.SampleEvent.NOW;
import static routes.fakes.SampleEvent.anEvent;
import static routes.notice.NoticeFixtures.aNotice;
import static routes.subscription.silence.SilenceFixtures.aSilence;

import com.mongodb.client.MongoDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.event.EventLedger;
import routes.event.PublishedEvent;
import routes.event.Transition;
import routes.fakes.StoredEvent;
import routes.fakes.WireStore;
import routes.health.heartbeat.HeartbeatFixtures;
import routes.notice.DeliveryStatuses;
import routes.notice.Notice;
import routes.notice.NoticeFixtures;
import routes.notice.NoticeStore;
import routes.store.MongoDeliveryStatuses;
import routes.store.MongoEventLedger;
import routes.store.MongoHeldNotices;
import routes.store.MongoNoticeStore;
import routes.store.MongoSilences;
import routes.store.StoreIndexes;
import routes.subscription.Subscription;
import routes.subscription.SubscriptionRegistry;
import routes.subscription.Window;
import routes.subscription.inhibition.InhibitionFixtures;
import routes.subscription.silence.Silence;
import routes.subscription.silence.SilenceRegistry;

@Tag("slow")
class SilenceReleaseTest {
    private static final Silence ENDED =
            aSilence("5".repeat(24), "host", "web-1", NOW.minusSeconds(600), NOW.minusSeconds(1));
    private static final Silence LONGER =
            aSilence("6".repeat(24), "level", "P1", NOW.minusSeconds(600), NOW.plusSeconds(600));

    private static WireStore server;

    @TempDir
    private static Path folder;

    private MongoDatabase database;
    private NoticeStore notices;
    private EventLedger events;
    private MongoSilences silences;
    private MongoHeldNotices held;
    private SubscriptionRegistry subscriptions = MemorySubscriptions.of();

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
        events = new MongoEventLedger(database);
        silences = new MongoSilences(database);
        held = new MongoHeldNotices(database);
        silences.insert(ENDED);
    }

    @Test
    void what_is_still_open_is_told_once_and_what_is_over_is_not() {
        PublishedEvent open = anEvent().numbered(1).build();
        PublishedEvent over = anEvent().numbered(2).of("zabbix:14").build();
        StoredEvent.open(events, open);
        StoredEvent.open(events, over);
        StoredEvent.resolve(events, over);
        notices.add(List.of(suppressed(open), suppressed(over)));

        release(events);
        release(events);

        assertThat(stored(open)).containsEntry("state", "PENDING").doesNotContainKeys("reason", "held_key");
        assertThat(stored(open)).containsEntry("version", 1L);
        assertThat(stored(open).getDate("waiting_since").toInstant())
                .as("its age counts from its release")
                .isEqualTo(NOW);
        assertThat(stored(over)).containsEntry("state", "SUPPRESSED").doesNotContainKeys("due_key", "held_key");
        assertThat(notices.due(NOW.plusSeconds(60), 10, NOW.plusSeconds(90)))
                .extracting(due -> due.queued().noticeId())
                .containsExactly(aNotice(open).id());
    }

    @Test
    void while_the_silence_lasts_nothing_is_told() {
        silences.insert(LONGER);
        PublishedEvent open = anEvent().build();
        StoredEvent.open(events, open);
        notices.add(List.of(aNotice(open).suppressed("silence:" + LONGER.id(), LONGER.id())));

        release(events);

        assertThat(stored(open)).containsEntry("state", "SUPPRESSED").containsKey("held_key");
    }

    @Test
    void another_silence_that_matches_takes_over() {
        silences.insert(LONGER);
        PublishedEvent open = anEvent().build();
        StoredEvent.open(events, open);
        notices.add(List.of(suppressed(open)));

        release(events);

        assertThat(stored(open)).containsEntry("state", "SUPPRESSED").containsEntry("reason", "silence:" + LONGER.id());
        assertThat(held.holders("", 10)).containsExactly(LONGER.id());
    }

    @Test
    void of_several_changes_of_one_event_the_last_is_told() {
        PublishedEvent opened = anEvent().build();
        PublishedEvent escalated = anEvent().after(Transition.ESCALATED, 2).build();
        StoredEvent.open(events, escalated);
        notices.add(List.of(suppressed(opened), suppressed(escalated)));

        release(events);

        assertThat(stored(opened)).containsEntry("state", "SUPPRESSED").doesNotContainKey("held_key");
        assertThat(stored(escalated)).containsEntry("state", "PENDING");
    }

    @Test
    void a_recovery_that_comes_in_between_takes_the_release_back() {
        PublishedEvent open = anEvent().build();
        StoredEvent.open(events, open);
        notices.add(List.of(suppressed(open)));
        List<String> asked = new ArrayList<>();

        release(new RecoveringLedger(events, ids -> {
            asked.addAll(ids);
            if (asked.size() == 2) {
                StoredEvent.resolve(events, open);
            }
        }));

        assertThat(stored(open))
                .containsEntry("state", "SUPPRESSED")
                .containsEntry("reason", "silence:" + ENDED.id())
                .doesNotContainKeys("due_key", "held_key");
    }

    @Test
    void a_suppressed_event_is_shown_as_such_and_as_waiting_after_the_release() {
        PublishedEvent open = anEvent().build();
        StoredEvent.open(events, open);
        notices.add(List.of(suppressed(open)));
        DeliveryStatuses book = new MongoDeliveryStatuses(database);
        book.subscribed(List.of(
                new DeliveryStatuses.Subscribed(open.id(), List.of(aNotice(open).id()))));
        book.rollUp(List.of(open.id()));
        assertThat(status(open)).isEqualTo(7);

        release(events);

        assertThat(status(open)).isEqualTo(1);
    }

    @Test
    void what_a_closed_window_held_is_sent_when_it_opens_if_it_is_still_open() {
        subscriptions = MemorySubscriptions.of(subscription("09:00", "10:00"));
        PublishedEvent open = anEvent().numbered(1).build();
        PublishedEvent over = anEvent().numbered(2).of("zabbix:14").build();
        StoredEvent.open(events, open);
        StoredEvent.open(events, over);
        StoredEvent.resolve(events, over);
        notices.add(List.of(outsideHours(open), outsideHours(over)));

        release(events);
        assertThat(stored(open)).as("10:00 is after the window").containsEntry("state", "SUPPRESSED");

        subscriptions = MemorySubscriptions.of(subscription("10:00", "11:00"));
        release(events);

        assertThat(stored(open)).containsEntry("state", "PENDING").doesNotContainKeys("reason", "held_key");
        assertThat(stored(over)).containsEntry("state", "SUPPRESSED").doesNotContainKeys("due_key", "held_key");
    }

    @Test
    void what_was_held_for_a_subscription_that_is_gone_is_never_sent() {
        PublishedEvent open = anEvent().build();
        StoredEvent.open(events, open);
        notices.add(List.of(outsideHours(open)));

        release(events);

        assertThat(stored(open)).containsEntry("state", "SUPPRESSED").doesNotContainKeys("due_key", "held_key");
    }

    @Test
    void what_a_silence_lets_go_waits_for_the_window_of_its_subscription() {
        subscriptions = MemorySubscriptions.of(subscription("09:00", "10:00"));
        PublishedEvent open = anEvent().build();
        StoredEvent.open(events, open);
        notices.add(List.of(suppressed(open)));

        release(events);

        String window = "window:" + NoticeFixtures.aSubscription().id();
        assertThat(stored(open)).containsEntry("state", "SUPPRESSED").containsEntry("reason", window);
        assertThat(held.holders("", 10)).containsExactly(window);
    }

    @Test
    void a_silence_with_hours_lets_go_at_their_end() {
        Window window = Window.of(List.of(), "09:00", "10:00", ZoneOffset.UTC);
        silences.insert(weekly(LONGER.id(), window));
        PublishedEvent open = anEvent().build();
        StoredEvent.open(events, open);
        notices.add(List.of(aNotice(open).suppressed("silence:" + LONGER.id(), LONGER.id())));

        release(events);

        assertThat(stored(open)).containsEntry("state", "PENDING");
    }

    private static Silence weekly(String id, Window window) {
        return new Silence(
                id,
                LONGER.matchers(),
                LONGER.startsAt(),
                LONGER.endsAt(),
                "ann",
                "backups",
                null,
                NOW,
                null,
                NOW,
                new Silence.Scope(List.of(window), false, false));
    }

    private static Subscription subscription(String from, String to) {
        return NoticeFixtures.aSubscriptionOf(NoticeFixtures.aSubscription().id())
                .holdingOutside(Window.of(List.of(), from, to, ZoneOffset.UTC))
                .build();
    }

    private static Notice outsideHours(PublishedEvent event) {
        String window = "window:" + NoticeFixtures.aSubscription().id();
        return aNotice(event).suppressed(window, window);
    }

    private void release(EventLedger ledger) {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        SilenceRegistry book = new SilenceRegistry(silences, Duration.ofHours(1), clock);
        book.refresh();
        Holds holds = MemorySubscriptions.holds(book, subscriptions);
        HoldEnds ends = new HoldEnds(silences, InhibitionFixtures.none(), HeartbeatFixtures.book(), ledger, holds);
        SilenceRelease.Settings settings = new SilenceRelease.Settings(10, Duration.ofSeconds(1));
        DeliveryStatuses statuses = new MongoDeliveryStatuses(database);
        new SilenceRelease(held, held, ledger, statuses, holds, ends, settings, clock).release();
    }

    private static Notice suppressed(PublishedEvent event) {
        return aNotice(event).suppressed("silence:" + ENDED.id(), ENDED.id());
    }

    private Document stored(PublishedEvent event) {
        return database.getCollection("veaiops__event_notice_detail")
                .find(new Document("_id", new ObjectId(aNotice(event).id())))
                .first();
    }

    private int status(PublishedEvent event) {
        return database.getCollection("veaiops__event")
                .find(new Document("_id", new ObjectId(event.id())))
                .first()
                .getInteger("status");
    }
}
