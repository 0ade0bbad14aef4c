package routes.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static routes.fakes.SampleEvent.NOW;
import static routes.fakes.SampleEvent.anEvent;
import static routes.notice.NoticeFixtures.aNotice;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.alarm.Level;
import routes.error.RefusedRequest;
import routes.event.Subscription;
import routes.fakes.WireStore;
import routes.notice.Carriers;
import routes.notice.Doorbell;
import routes.notice.FailureReason;
import routes.notice.Gathering;
import routes.notice.Gatherings;
import routes.notice.Notice;
import routes.notice.NoticeFinish;
import routes.notice.NoticeKind;
import routes.notice.NoticeState;
import routes.notice.NoticeStore;
import routes.notice.Said;
import routes.replay.ReplayDesk;
import routes.store.MongoCarriers;
import routes.store.MongoDeadNotices;
import routes.store.MongoDispatchBook;
import routes.store.MongoGatherings;
import routes.store.MongoLedgerCounts;
import routes.store.MongoNoticeStore;
import routes.store.MongoReminders;
import routes.store.MongoReplayJobs;
import routes.store.StoreIndexes;

/** Groups and digests, from the notices that go in to what becomes of them. */
class BundleSweepTest {
    private static final Duration WAIT = Duration.ofSeconds(30);
    private static final Duration INTERVAL = Duration.ofMinutes(5);
    private static final Subscription.Pace BY_PROJECT =
            new Subscription.Pace(new Subscription.Grouping(List.of("project"), WAIT, INTERVAL), null);

    private static WireStore server;

    @TempDir
    private static Path folder;

    private MongoDatabase database;
    private NoticeStore notices;
    private Gatherings gatherings;
    private Carriers carriers;

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
        gatherings = new MongoGatherings(database);
        carriers = new MongoCarriers(database, Duration.ofSeconds(3));
    }

    @Test
    void what_shares_the_key_goes_out_as_one_message_after_the_wait() {
        Notice one = grouped(1, "shop");
        Notice two = grouped(2, "shop");
        Notice other = grouped(3, "bank");

        assertThat(sweep(NOW.plusSeconds(29))).isEmpty();
        assertThat(sweep(NOW.plusSeconds(31))).hasSize(2);

        Document shop = stored(one).getString("carried_by") == null ? null : carrierOf(one);
        assertThat(shop).containsEntry("kind", "group").containsEntry("state", "PENDING");
        assertThat(carrierOf(two).getObjectId("_id")).isEqualTo(shop.getObjectId("_id"));
        assertThat(carrierOf(other).getObjectId("_id")).isNotEqualTo(shop.getObjectId("_id"));
        assertThat(stored(one))
                .containsEntry("state", "BUNDLED")
                .containsEntry("reason", "group:" + carrierOf(one).getObjectId("_id"))
                .doesNotContainKeys("gather_key", "due_key");
        assertThat(shop.getString("bundle")).contains("\"shared\":{\"project\":\"shop\"}");
    }

    @Test
    void what_comes_later_waits_for_the_interval_and_an_empty_group_is_forgotten() {
        grouped(1, "shop");
        sweep(NOW.plusSeconds(31));
        Notice later = grouped(2, "shop", NOW.plusSeconds(40));

        assertThat(sweep(NOW.plusSeconds(100))).isEmpty();
        assertThat(sweep(NOW.plusSeconds(31).plus(INTERVAL))).hasSize(1);
        assertThat(carrierOf(later).getString("kind")).isEqualTo("group");

        sweep(NOW.plus(INTERVAL).plus(INTERVAL).plusSeconds(60));
        assertThat(database.getCollection("veaiops__notice_gathering").countDocuments())
                .isZero();
    }

    @Test
    void carried_notices_are_sent_when_their_message_is_and_not_before() {
        Notice one = grouped(1, "shop");
        sweep(NOW.plusSeconds(31));
        Notice carrier = claim(carrierId(one));
        settle();
        assertThat(stored(one)).containsEntry("state", "BUNDLED");

        finish(carrier, NoticeState.SENT, null);
        settle();
        settle();

        assertThat(stored(one))
                .containsEntry("state", "SENT")
                .containsEntry("out_message_ids", List.of("m1"))
                .containsEntry("reason", "group:" + carrier.id());
        assertThat(stored(one).getList("attempts", Document.class)).hasSize(1);
        assertThat(carrierOf(one)).doesNotContainKeys("settle_key", "dead_key");
    }

    @Test
    void a_dead_message_leaves_its_notices_dead_each_on_its_own_and_is_not_replayed_itself() {
        Notice one = grouped(1, "shop");
        Notice two = grouped(2, "shop");
        sweep(NOW.plusSeconds(31));
        Notice carrier = claim(carrierId(one));

        finish(carrier, NoticeState.DEAD, FailureReason.REJECTED);
        settle();

        assertThat(List.of(stored(one), stored(two))).allSatisfy(dead -> assertThat(dead)
                .containsEntry("state", "DEAD")
                .containsEntry("reason", "rejected")
                .containsKey("dead_key"));
        ReplayDesk desk = new ReplayDesk(
                new MongoReplayJobs(database),
                new MongoDeadNotices(database),
                new MongoDispatchBook(database),
                clock(NOW));
        desk.one(one.id(), "r1", "ann");
        assertThat(stored(one)).containsEntry("state", "PENDING").doesNotContainKey("carried_by");
        assertThatThrownBy(() -> desk.one(carrier.id(), "r2", "ann"))
                .isInstanceOf(RefusedRequest.class)
                .hasMessageContaining("replay the notices that it carried");
    }

    @Test
    void the_ledger_counts_what_is_carried_and_not_what_carries() {
        Notice one = grouped(1, "shop");
        grouped(2, "shop");
        assertThat(counted()).isEqualTo(Map.of(NoticeState.BUNDLED, 2L));
        sweep(NOW.plusSeconds(31));
        assertThat(counted()).isEqualTo(Map.of(NoticeState.BUNDLED, 2L));

        finish(claim(carrierId(one)), NoticeState.SENT, null);
        settle();

        assertThat(counted()).isEqualTo(Map.of(NoticeState.SENT, 2L));
    }

    @Test
    void cut_off_after_the_message_was_stored_the_next_sweep_makes_the_same_one() {
        Notice one = grouped(1, "shop");
        sweep(NOW.plusSeconds(31), new CutOff(carriers, 1));
        assertThat(stored(one)).containsKey("gather_key");
        Notice late = grouped(2, "shop", NOW.plusSeconds(32));

        sweep(NOW.plusSeconds(33));

        assertThat(carriersStored()).isEqualTo(1);
        assertThat(stored(one)).containsKey("carried_by").doesNotContainKey("gather_key");
        assertThat(stored(late)).as("it was not in the stored message").containsKey("gather_key");
        sweep(NOW.plusSeconds(34).plus(INTERVAL));
        assertThat(carriersStored()).isEqualTo(2);
    }

    @Test
    void a_message_that_was_sent_before_its_notices_left_the_gathering_still_settles_them() {
        Notice one = grouped(1, "shop");
        sweep(NOW.plusSeconds(31), new CutOff(carriers, 1));
        finish(claim(onlyCarrier()), NoticeState.SENT, null);
        settle();

        assertThat(stored(one)).containsEntry("state", "SENT").doesNotContainKey("gather_key");
        sweep(NOW.plusSeconds(33));
        assertThat(carriersStored()).isEqualTo(1);
        assertThat(stored(one)).containsEntry("state", "SENT");
    }

    @Test
    void a_repeated_dispatch_changes_nothing() {
        Notice one = grouped(1, "shop");
        sweep(NOW.plusSeconds(31));
        Document before = stored(one);

        grouped(1, "shop");
        sweep(NOW.plus(INTERVAL).plusSeconds(60));

        assertThat(stored(one)).isEqualTo(before);
        assertThat(carriersStored()).isEqualTo(1);
    }

    @Test
    void what_a_limit_holds_up_is_folded_into_one_digest_and_the_worst_stays_single() {
        List<Notice> waiting = IntStream.range(1, 11)
                .mapToObj(number -> aNotice(anEvent()
                        .numbered(number)
                        .atLevel(number == 7 ? Level.P0 : Level.P2)
                        .build()))
                .toList();
        notices.add(waiting);
        DigestFold fold = new DigestFold(target -> 3, gatherings, Duration.ofMinutes(1), clock(NOW));

        var folded = fold.fold(
                waiting.get(0).orderKey(), waiting.stream().map(Doorbell::of).toList());

        assertThat(folded).hasSize(8).doesNotContain(waiting.get(6).id());
        assertThat(sweep(NOW)).hasSize(1);
        assertThat(carriersStored()).isEqualTo(1);
        Notice digest = claim(onlyCarrier());
        assertThat(digest.kind()).isEqualTo(NoticeKind.DIGEST);
        assertThat(digest.bundle().orElseThrow().noticeIds()).containsExactlyInAnyOrderElementsOf(folded);
        assertThat(stored(waiting.get(6))).containsEntry("state", "PENDING");
        finish(digest, NoticeState.SENT, null);
        settle();
        assertThat(counted()).isEqualTo(Map.of(NoticeState.SENT, 8L, NoticeState.PENDING, 2L));
    }

    @Test
    void what_is_being_sent_is_folded_no_more() {
        Notice busy = aNotice(anEvent().numbered(1).build());
        notices.add(List.of(busy));
        claim(busy.id());

        assertThat(gatherings.fold(
                        List.of(Doorbell.of(busy)), Gathering.digest(busy.orderKey(), Duration.ofMinutes(1)), NOW))
                .isEmpty();
        assertThat(stored(busy)).containsEntry("state", "SENDING");
    }

    @Test
    void what_was_folded_by_a_process_that_ended_then_is_found() {
        Notice one = aNotice(anEvent().numbered(1).build());
        notices.add(List.of(one));
        gatherings.fold(List.of(Doorbell.of(one)), Gathering.digest(one.orderKey(), Duration.ofMinutes(1)), NOW);

        assertThat(sweep(NOW)).as("found, and due at once").hasSize(1);

        assertThat(carrierOf(one)).containsEntry("kind", "digest");
    }

    private Notice grouped(int number, String project) {
        return grouped(number, project, NOW);
    }

    private Notice grouped(int number, String project, Instant at) {
        Notice notice = aNotice(anEvent().numbered(number).ofProjects(project).build());
        new GroupGate(id -> BY_PROJECT, notices, gatherings, new MongoReminders(database)).add(List.of(notice), at);
        return notice;
    }

    private List<?> sweep(Instant at) {
        return sweep(at, carriers);
    }

    private List<?> sweep(Instant at, Carriers through) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        try {
            sweeper(at, through).sweep(exchange);
        } catch (CutOff.Killed expected) {
            return List.of();
        }
        return exchange.getMessage().getBody(List.class);
    }

    private void settle() {
        sweeper(NOW.plusSeconds(60), carriers).settle();
    }

    private BundleSweep sweeper(Instant at, Carriers through) {
        return new BundleSweep(
                new BundleSweep.Stores(gatherings, through, new MongoDispatchBook(database)),
                new PipelineMetrics(new SimpleMeterRegistry()),
                new BundleSweep.Settings(100, 1000, Duration.ofMinutes(1), Duration.ofMinutes(1)),
                clock(at));
    }

    private static Clock clock(Instant at) {
        return Clock.fixed(at, ZoneOffset.UTC);
    }

    private Notice claim(String id) {
        return notices.claim(List.of(id), new NoticeStore.Claim("me", NOW.plusSeconds(60), NOW.plusSeconds(90)))
                .get(0);
    }

    private void finish(Notice claimed, NoticeState state, FailureReason reason) {
        NoticeFinish finish = new NoticeFinish(
                state,
                NOW.plusSeconds(61),
                null,
                reason,
                Said.NOTHING,
                state == NoticeState.SENT ? List.of("m1") : List.of(),
                Duration.ZERO);
        assertThat(notices.finish(List.of(new NoticeStore.Finished(claimed, finish))))
                .containsExactly(true);
    }

    private Map<NoticeState, Long> counted() {
        return new MongoLedgerCounts(database)
                .notices(NOW.minusSeconds(60), NOW.plusSeconds(600))
                .getOrDefault("Webhook", Map.of());
    }

    private Document stored(Notice notice) {
        return document(notice.id());
    }

    private Document document(String id) {
        return database.getCollection("veaiops__event_notice_detail")
                .find(new Document("_id", new ObjectId(id)))
                .first();
    }

    private String carrierId(Notice carried) {
        return stored(carried).getString("carried_by");
    }

    private Document carrierOf(Notice carried) {
        return document(carrierId(carried));
    }

    private String onlyCarrier() {
        return database.getCollection("veaiops__event_notice_detail")
                .find(new Document("bundle", new Document("$exists", true)))
                .first()
                .getObjectId("_id")
                .toHexString();
    }

    private long carriersStored() {
        return database.getCollection("veaiops__event_notice_detail")
                .countDocuments(new Document("bundle", new Document("$exists", true)));
    }
}
