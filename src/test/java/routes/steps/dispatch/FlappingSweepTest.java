package routes.steps.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fixtures.AlarmFixture.START;
import static routes.fixtures.AlarmFixture.aFiringAlarm;
import static routes.fixtures.AlarmFixture.aRecovery;
import static routes.subscription.silence.SilenceFixtures.aSilence;

import com.mongodb.client.MongoDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.alarm.Level;
import routes.event.AlarmMerge;
import routes.event.EventLedger;
import routes.event.FlappingRule;
import routes.event.MergePolicy;
import routes.event.PublishedEvent;
import routes.fakes.WireStore;
import routes.fixtures.AlarmFixture;
import routes.notice.DeliveryStatuses;
import routes.notice.FlappingWatch;
import routes.notice.Notice;
import routes.notice.NoticeFixtures;
import routes.store.MongoDeliveryStatuses;
import routes.store.MongoEventLedger;
import routes.store.MongoFlappingWatches;
import routes.store.MongoHeldNotices;
import routes.store.MongoNoticeStore;
import routes.store.MongoOpenBundles;
import routes.store.MongoReminders;
import routes.store.MongoSilences;
import routes.store.StoreIndexes;
import routes.subscription.Subscription;
import routes.subscription.Subscription.Target;
import routes.subscription.silence.SilenceRegistry;

/** What people are told of a problem that flaps: three changes within ten minutes. */
@Tag("slow")
class FlappingSweepTest {
    private static final MergePolicy POLICY =
            new MergePolicy(Duration.ofHours(1), false, new FlappingRule(3, Duration.ofMinutes(10)));

    private static WireStore server;

    @TempDir
    private static Path folder;

    private MongoDatabase database;
    private EventLedger events;
    private MongoSilences silences;
    private FlappingWatch.Book watches;
    private FlappingGate gate;
    private Target target = NoticeFixtures.HOOK;
    private boolean served = true;
    private int offset;

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
        watches = new MongoFlappingWatches(database);
        gate = new FlappingGate(watches, source -> POLICY);
    }

    @Test
    void it_is_said_once_and_once_more_when_it_is_stable() {
        flap(0, 1, 2, 3, 4);
        sweep(13);
        assertThat(told()).containsExactly("opened", "resolved", "flapping", "resolved flapping", "opened flapping");

        sweep(14);
        sweep(15);

        assertThat(told()).hasSize(6).endsWith("stable");
        assertThat(last()).containsEntry("state", "PENDING").containsKey("due_key");
        assertThat(last().getString("event")).contains("\"state\":\"FIRING\"", "\"changes\":5");
        assertThat(watching()).isZero();
    }

    @Test
    void after_the_end_everything_is_told_again() {
        flap(0, 1, 2, 3);
        sweep(14);
        flap(20, 21);

        assertThat(told()).endsWith("stable", "opened", "resolved");
    }

    @Test
    void a_change_puts_the_end_off_without_a_write() {
        flap(0, 1, 2, 11);
        sweep(13);
        sweep(20);
        assertThat(told()).doesNotContain("stable");

        sweep(21);
        assertThat(told()).endsWith("stable");
    }

    @Test
    void that_it_got_critical_is_told_although_it_flaps() {
        flap(0, 1, 2);
        dispatch(aFiringAlarm().withLevel(Level.P0).afterMinutes(3));
        dispatch(aRecovery().afterMinutes(4));

        assertThat(told()).endsWith("flapping", "escalated", "resolved flapping");
    }

    @Test
    void a_dispatch_that_is_cut_off_before_its_notices_says_it_again() {
        flap(0, 1);
        List<Notice> made = merge(aFiringAlarm().afterMinutes(2));
        gate.pass(made, START);

        List<Notice> again = gate.pass(made, START);
        notices().add(again, START);

        assertThat(told()).endsWith("flapping");
        assertThat(watching()).isEqualTo(1);
    }

    @Test
    void a_batch_that_holds_the_whole_story_says_it_once() {
        List<Notice> made = new ArrayList<>();
        for (int minute = 0; minute < 6; minute++) {
            made.addAll(merge(alarm(minute).afterMinutes(minute)));
        }

        notices().add(gate.pass(made, START), START);

        assertThat(told())
                .containsOnlyOnce("flapping")
                .filteredOn(one -> one.endsWith(" flapping"))
                .hasSize(3);
    }

    @Test
    void two_copies_that_sweep_at_once_tell_it_once() {
        flap(0, 1, 2);
        List<FlappingWatch> seenByOther = watches.due(at(30), 10);
        sweep(13);
        watches.begin(seenByOther, at(13));

        sweep(13);

        assertThat(told()).containsOnlyOnce("stable");
        assertThat(watching()).isZero();
    }

    @Test
    void each_time_of_flapping_has_its_own_beginning_and_end() {
        flap(0, 1, 2, 3);
        sweep(14);
        flap(20, 21, 22, 23);
        sweep(34);

        assertThat(told())
                .containsExactly(
                        "opened",
                        "resolved",
                        "flapping",
                        "resolved flapping",
                        "stable",
                        "opened",
                        "resolved",
                        "flapping",
                        "resolved flapping",
                        "stable");
    }

    @Test
    void a_target_whose_subscription_is_gone_is_not_told_of_the_end() {
        flap(0, 1, 2);
        served = false;

        sweep(13);

        assertThat(told()).doesNotContain("stable");
        assertThat(watching()).isZero();
    }

    @Test
    void what_is_open_and_silent_at_the_end_waits_for_the_end_of_the_silence() {
        flap(0, 1, 2);
        silences.insert(aSilence("5".repeat(24), "level", "P1", START, at(60)));

        sweep(13);

        assertThat(last())
                .containsEntry("kind", "stable")
                .containsEntry("state", "SUPPRESSED")
                .containsEntry("reason", "silence:" + "5".repeat(24))
                .containsKey("held_key");
    }

    @Test
    void a_webhook_of_the_old_format_is_told_everything() {
        target = new Target("Webhook", "https://hook.example/old", null, "legacy");

        flap(0, 1, 2, 3, 4);

        assertThat(told()).containsExactly("opened", "resolved", "opened", "resolved", "opened");
        assertThat(watching()).isZero();
    }

    /** Begins and ends in turn, at these minutes. */
    private void flap(int... minutes) {
        for (int i = 0; i < minutes.length; i++) {
            dispatch(alarm(i).afterMinutes(minutes[i]));
        }
    }

    private static AlarmFixture alarm(int number) {
        return number % 2 == 0 ? aFiringAlarm() : aRecovery();
    }

    private void dispatch(AlarmFixture alarm) {
        notices().add(gate.pass(merge(alarm), START), START);
    }

    private List<Notice> merge(AlarmFixture alarm) {
        Subscription subscription = NoticeFixtures.aSubscription();
        return new AlarmMerge(events, source -> POLICY)
                .merge(List.of(alarm.at(offset++))).publications().stream()
                        .map(one -> PublishedEvent.of(one.event(), one.transition(), one.position()))
                        .map(event -> Notice.pending(event, target, subscription, event.lastSeen()))
                        .toList();
    }

    private void sweep(int minute) {
        Clock clock = Clock.fixed(at(minute).plusMillis(1), ZoneOffset.UTC);
        SilenceRegistry book = new SilenceRegistry(silences, Duration.ofHours(1), clock);
        book.refresh();
        SilenceGate silenceGate = new SilenceGate(MemorySubscriptions.holds(book), new MongoHeldNotices(database));
        FlappingSweep.Rules rules = new FlappingSweep.Rules(source -> POLICY, id -> served, 10);
        DeliveryStatuses statuses = new MongoDeliveryStatuses(database);
        new FlappingSweep(watches, events, notices(), statuses, silenceGate, rules, clock).sweep();
    }

    private GroupGate notices() {
        return new GroupGate(
                id -> Subscription.Pace.PLAIN,
                new MongoNoticeStore(database, Duration.ofSeconds(3)),
                new MongoOpenBundles(database),
                new MongoReminders(database));
    }

    private static Instant at(int minute) {
        return START.plus(Duration.ofMinutes(minute));
    }

    /** Kinds, and why they are suppressed, in the order in which they were made. */
    private List<String> told() {
        return stored().stream()
                .map(notice -> notice.getString("kind")
                        + (notice.getString("reason") == null ? "" : " " + notice.getString("reason")))
                .toList();
    }

    private Document last() {
        return stored().get(stored().size() - 1);
    }

    private List<Document> stored() {
        return database.getCollection("veaiops__event_notice_detail")
                .find()
                .sort(new Document("created_at", 1))
                .into(new ArrayList<>());
    }

    private long watching() {
        return database.getCollection("veaiops__notice_flapping").countDocuments();
    }
}
