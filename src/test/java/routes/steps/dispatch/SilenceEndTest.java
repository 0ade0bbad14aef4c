package routes.steps.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fakes.SampleEvent.NOW;
import static routes.fakes.SampleEvent.anEvent;
import static routes.notice.NoticeFixtures.aNotice;

import com.mongodb.client.MongoDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.event.EventLedger;
import routes.event.MatchOperator;
import routes.event.PublishedEvent;
import routes.fakes.StoredEvent;
import routes.fakes.WireStore;
import routes.store.MongoEventLedger;
import routes.store.MongoHeldNotices;
import routes.store.MongoNoticeStore;
import routes.store.MongoOpenEvents;
import routes.store.MongoSilences;
import routes.store.StoreIndexes;
import routes.subscription.Matcher;
import routes.subscription.silence.Silence;
import routes.subscription.silence.SilenceRegistry;
import routes.subscription.silence.SilenceState;

/** Silences that last until their events are over. */
@Tag("slow")
class SilenceEndTest {
    private static final String ID = "5".repeat(24);
    private static final PublishedEvent ONE =
            anEvent().numbered(1).labelled("host", "web-1").build();
    private static final PublishedEvent TWO =
            anEvent().numbered(2).of("zabbix:14").labelled("host", "web-2").build();

    private static WireStore server;

    @TempDir
    private static Path folder;

    private MongoDatabase database;
    private EventLedger events;
    private MongoSilences silences;

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
        events = new MongoEventLedger(database);
        silences = new MongoSilences(database);
    }

    @Test
    void it_ends_when_the_last_event_that_it_matches_is_over() {
        silences.insert(silence(true));
        StoredEvent.open(events, ONE);
        StoredEvent.open(events, TWO);

        sweep();
        StoredEvent.resolve(events, ONE);
        sweep();
        assertThat(state()).as("the other goes on").isEqualTo(SilenceState.ACTIVE);

        StoredEvent.resolve(events, TWO);
        sweep();

        assertThat(state()).isEqualTo(SilenceState.EXPIRED);
    }

    @Test
    void it_goes_on_while_it_has_matched_nothing() {
        silences.insert(silence(true));
        StoredEvent.open(events, anEvent().numbered(9).labelled("host", "db-1").build());

        sweep();

        assertThat(state()).isEqualTo(SilenceState.ACTIVE);
    }

    @Test
    void what_opened_and_ended_between_two_sweeps_is_known_by_what_it_held_back() {
        silences.insert(silence(true));
        StoredEvent.open(events, ONE);
        StoredEvent.resolve(events, ONE);
        new MongoNoticeStore(database, Duration.ofSeconds(3))
                .add(List.of(aNotice(ONE).suppressed("silence:" + ID, ID)));

        sweep();

        assertThat(state()).isEqualTo(SilenceState.EXPIRED);
    }

    @Test
    void one_with_a_fixed_end_is_left_alone() {
        silences.insert(silence(false));
        StoredEvent.open(events, ONE);

        sweep();
        StoredEvent.resolve(events, ONE);
        sweep();

        assertThat(state()).isEqualTo(SilenceState.ACTIVE);
    }

    private void sweep() {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        SilenceRegistry book = new SilenceRegistry(silences, Duration.ofHours(1), clock);
        book.refresh();
        new SilenceEnd(book, silences, new MongoOpenEvents(database), new MongoHeldNotices(database), clock).sweep();
    }

    private SilenceState state() {
        return silences.find(ID).orElseThrow().state(NOW);
    }

    private static Silence silence(boolean untilResolved) {
        Instant start = NOW.minusSeconds(60);
        return new Silence(
                ID,
                List.of(new Matcher("host", MatchOperator.LIKE, "web-.*")),
                start,
                Silence.FOR_EVER,
                "ann",
                "new disks",
                null,
                start,
                null,
                start,
                new Silence.Scope(List.of(), untilResolved, false));
    }
}
