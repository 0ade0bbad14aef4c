package routes.steps.delivery;

import static org.assertj.core.api.Assertions.assertThat;
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
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import routes.fakes.WireStore;
import routes.notice.BundleNotices;
import routes.notice.FailureReason;
import routes.notice.Notice;
import routes.notice.NoticeFinish;
import routes.notice.NoticeState;
import routes.notice.NoticeStore;
import routes.notice.OpenBundles;
import routes.notice.VendorReply;
import routes.steps.dispatch.GroupGate;
import routes.steps.watch.PipelineMetrics;
import routes.store.MongoBundleNotices;
import routes.store.MongoDeliveryStatuses;
import routes.store.MongoLedgerCounts;
import routes.store.MongoNoticeStore;
import routes.store.MongoOpenBundles;
import routes.store.MongoReminders;
import routes.store.StoreIndexes;
import routes.subscription.Subscription;

/** A store with groups and digests in it, and the steps that change them. */
abstract class BundleScene {
    static final Duration WAIT = Duration.ofSeconds(30);
    static final Duration INTERVAL = Duration.ofMinutes(5);
    private static final Subscription.Pace BY_PROJECT =
            new Subscription.Pace(new Subscription.Grouping(List.of("project"), WAIT, INTERVAL), null, null);

    private static WireStore server;

    @TempDir
    private static Path folder;

    MongoDatabase database;
    NoticeStore notices;
    OpenBundles gatherings;
    BundleNotices carriers;

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
        gatherings = new MongoOpenBundles(database);
        carriers = new MongoBundleNotices(database, Duration.ofSeconds(3));
    }

    Notice grouped(int number, String project) {
        return grouped(number, project, NOW);
    }

    Notice grouped(int number, String project, Instant at) {
        Notice notice = aNotice(anEvent().numbered(number).ofProjects(project).build());
        new GroupGate(id -> BY_PROJECT, notices, gatherings, new MongoReminders(database)).add(List.of(notice), at);
        return notice;
    }

    List<?> sweep(Instant at) {
        return sweep(at, carriers);
    }

    List<?> sweep(Instant at, BundleNotices through) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        try {
            sweeper(at, through).sweep(exchange);
        } catch (CutOff.Killed expected) {
            return List.of();
        }
        return exchange.getMessage().getBody(List.class);
    }

    void settle() {
        sweeper(NOW.plusSeconds(60), carriers).settle();
    }

    BundleSweep sweeper(Instant at, BundleNotices through) {
        return new BundleSweep(
                gatherings,
                through,
                new MongoDeliveryStatuses(database),
                new PipelineMetrics(new SimpleMeterRegistry()),
                new BundleSweep.Settings(100, 1000, Duration.ofMinutes(1), Duration.ofMinutes(1)),
                clock(at));
    }

    static Clock clock(Instant at) {
        return Clock.fixed(at, ZoneOffset.UTC);
    }

    Notice claim(String id) {
        return notices.claim(List.of(id), new NoticeStore.Claim("me", NOW.plusSeconds(60), NOW.plusSeconds(90)))
                .get(0)
                .notice();
    }

    void finish(Notice claimed, NoticeState state, FailureReason reason) {
        NoticeFinish finish = new NoticeFinish(
                state,
                NOW.plusSeconds(61),
                null,
                reason,
                VendorReply.NOTHING,
                state == NoticeState.SENT ? List.of("m1") : List.of(),
                Duration.ZERO);
        assertThat(notices.finish(List.of(new NoticeStore.Finished(claimed, finish))))
                .containsExactly(true);
    }

    Map<NoticeState, Long> counted() {
        return new MongoLedgerCounts(database)
                .notices(NOW.minusSeconds(60), NOW.plusSeconds(600))
                .getOrDefault("Webhook", Map.of());
    }

    Document stored(Notice notice) {
        return document(notice.id());
    }

    Document document(String id) {
        return database.getCollection("veaiops__event_notice_detail")
                .find(new Document("_id", new ObjectId(id)))
                .first();
    }

    String carrierId(Notice carried) {
        return stored(carried).getString("carried_by");
    }

    Document carrierOf(Notice carried) {
        return document(carrierId(carried));
    }

    String onlyCarrier() {
        return database.getCollection("veaiops__event_notice_detail")
                .find(new Document("bundle", new Document("$exists", true)))
                .first()
                .getObjectId("_id")
                .toHexString();
    }

    long carriersStored() {
        return database.getCollection("veaiops__event_notice_detail")
                .countDocuments(new Document("bundle", new Document("$exists", true)));
    }
}
