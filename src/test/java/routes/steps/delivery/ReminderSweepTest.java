package routes.steps.delivery;

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
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.event.Acknowledgements;
import routes.event.EventLedger;
import routes.event.PublishedEvent;
import routes.fakes.StoredEvent;
import routes.fakes.WireStore;
import routes.steps.dispatch.GroupGate;
import routes.steps.dispatch.MemorySubscriptions;
import routes.store.MongoAcknowledgements;
import routes.store.MongoDeliveryStatuses;
import routes.store.MongoEventLedger;
import routes.store.MongoNoticeStore;
import routes.store.MongoOpenBundles;
import routes.store.MongoReminders;
import routes.store.MongoSilences;
import routes.store.StoreIndexes;
import routes.subscription.Subscription;
import routes.subscription.silence.SilenceRegistry;

@Tag("slow")
class ReminderSweepTest {
    private static final Subscription.Pace TWICE =
            new Subscription.Pace(null, new Subscription.Reminding(Duration.ofMinutes(10), 2), null);

    private static WireStore server;

    @TempDir
    private static Path folder;

    private final PublishedEvent event = anEvent().build();
    private MongoDatabase database;
    private EventLedger events;
    private MongoSilences silences;
    private Subscription.Pace pace = TWICE;

    @BeforeAll
    static void start() {
        server = WireStore.start(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void arrange() {
        database = server.empty();
        StoreIndexes.create(database);
        events = new MongoEventLedger(database);
        silences = new MongoSilences(database);
        StoredEvent.open(events, event);
        gate().add(List.of(aNotice(event)), NOW);
    }

    @Test
    void what_goes_on_is_sent_again_as_often_as_is_wanted() {
        sweep(9);
        assertThat(reminders()).isZero();

        sweep(11);
        sweep(12);
        assertThat(reminders()).as("once a turn").isEqualTo(1);

        sweep(22);
        sweep(33);
        sweep(44);
        assertThat(reminders()).isEqualTo(2);
        assertThat(waiting()).isZero();
    }

    @Test
    void a_repeated_dispatch_begins_nothing_new() {
        sweep(11);
        gate().add(List.of(aNotice(event)), NOW.plusSeconds(700));

        sweep(12);

        assertThat(reminders()).isEqualTo(1);
    }

    @Test
    void the_recovery_ends_it() {
        StoredEvent.resolve(events, event);

        sweep(11);

        assertThat(reminders()).isZero();
        assertThat(waiting()).isZero();
    }

    @Test
    void who_acknowledges_the_event_ends_it() {
        sweep(11);
        new MongoAcknowledgements(database)
                .acknowledge(event.id(), new Acknowledgements.Acknowledged("ann", NOW.plusSeconds(700)));

        sweep(22);

        assertThat(reminders()).as("the one before").isEqualTo(1);
        assertThat(waiting()).isZero();
    }

    @Test
    void who_wants_it_no_more_is_not_reminded() {
        pace = Subscription.Pace.PLAIN;

        sweep(11);

        assertThat(reminders()).isZero();
        assertThat(waiting()).isZero();
    }

    @Test
    void while_a_silence_holds_the_event_the_turn_passes() {
        silences.insert(aSilence("5".repeat(24), "level", "P1", NOW, NOW.plusSeconds(900)));
        sweep(11);
        assertThat(reminders()).isZero();

        sweep(22);

        assertThat(reminders()).isEqualTo(1);
    }

    private void sweep(int minute) {
        Clock clock = Clock.fixed(NOW.plus(Duration.ofMinutes(minute)), ZoneOffset.UTC);
        SilenceRegistry book = new SilenceRegistry(silences, Duration.ofHours(1), clock);
        book.refresh();
        new ReminderSweep(
                        new MongoReminders(database),
                        events,
                        gate(),
                        new MongoDeliveryStatuses(database),
                        new MongoAcknowledgements(database),
                        id -> pace,
                        MemorySubscriptions.holds(book),
                        10,
                        clock)
                .sweep();
    }

    private GroupGate gate() {
        return new GroupGate(
                id -> pace,
                new MongoNoticeStore(database, Duration.ofSeconds(3)),
                new MongoOpenBundles(database),
                new MongoReminders(database));
    }

    private long reminders() {
        return database.getCollection("veaiops__event_notice_detail").countDocuments(new Document("kind", "reminder"));
    }

    private long waiting() {
        return database.getCollection("veaiops__notice_reminder").countDocuments();
    }
}
