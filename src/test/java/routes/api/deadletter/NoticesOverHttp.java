package routes.api.deadletter;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import routes.http.RunningApi;
import routes.notice.FailingTargets;
import routes.notice.NoticeFixtures;
import routes.notice.replay.DeadLetters;
import routes.steps.delivery.TargetWatch;
import routes.steps.dispatch.MemorySubscriptions;
import routes.steps.watch.OffTargets;
import routes.store.MongoFailingTargets;
import routes.store.WireServer;
import routes.wiring.DeadLetterWiring;

/** The operations on notices, with the route that works replays off, over a store that is empty before each test. */
abstract class NoticesOverHttp {
    static final String NOTICES = "/apis/v1/manager/event-center/notice";

    static WireServer store;
    static RunningApi api;
    static FailingTargets targets;

    DeadLetters letters;

    @BeforeAll
    static void start() throws Exception {
        store = WireServer.start();
        targets = new MongoFailingTargets(store.database());
        api = RunningApi.start(
                List.of("routes/api-operations.camel.yaml", "routes/notices-schedules.camel.yaml"),
                List.of(new DeadLetterWiring()),
                Map.of(
                        "mongoDatabase",
                        store.database(),
                        "failingTargets",
                        targets,
                        "offTargets",
                        new OffTargets(targets, MemorySubscriptions.of(NoticeFixtures.aSubscription())),
                        "targetWatch",
                        new TargetWatch(targets, Duration.ofDays(1), Clock.systemUTC())),
                Map.of("veaiops.replay.step-period-millis", "20", RunningApi.ROUTES, "api-*,notices-replay"));
    }

    @AfterAll
    static void stop() {
        api.close();
        store.close();
    }

    @BeforeEach
    void empty() {
        List.of("veaiops__event_notice_detail", "veaiops__event", "veaiops__replay")
                .forEach(name -> store.database().getCollection(name).deleteMany(new Document()));
        letters = new DeadLetters(store.database());
    }
}
