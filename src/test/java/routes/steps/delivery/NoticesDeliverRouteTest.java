package routes.steps.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fakes.SampleEvent.anEvent;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executors;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import routes.channel.BotReadiness;
import routes.channel.Channels;
import routes.channel.Outbound;
import routes.fakes.BotsInMemory;
import routes.notice.FailureReason;
import routes.notice.Notice;
import routes.notice.NoticeQueued;
import routes.notice.Rate;
import routes.notice.RetryPolicy;
import routes.notice.SendLog;
import routes.notice.SendResult;
import routes.steps.delivery.TargetQueues.Outcome;
import routes.steps.watch.PipelineMetrics;
import routes.store.MongoDeliveryStatuses;
import routes.store.MongoNoticeStore;
import routes.store.MongoSentMessages;
import routes.store.WireServer;
import routes.subscription.Subscription;

/** The routes of {@code notices-deliver.camel.yaml} behind the queues, over a store and a channel that a test decides about. */
@Tag("slow")
class NoticesDeliverRouteTest {
    private static final int BREAKER_CALLS = 2;
    private static final Duration NO_ROOM = Duration.ofSeconds(7);
    private static final List<String> SENT = new ArrayList<>();
    private static final WireServer STORE = WireServer.start();
    private static final Main MAIN = new Main();
    private static NoticeClaims claims;
    private static NoticeAttempt attempt;
    private static ProducerTemplate producer;
    private static SendResult result;
    private static int number;

    private String host;

    @BeforeAll
    static void start() throws Exception {
        Properties overrides = new Properties();
        overrides.putAll(Map.of(
                "camel.server.enabled", "false",
                "camel.management.enabled", "false",
                "veaiops.kafka.brokers", "127.0.0.1:1",
                "camel.main.auto-startup-exclude-pattern", "notices-deliver",
                "camel.main.routes-include-pattern",
                        "classpath:routes/_errors.camel.yaml,classpath:routes/notices-deliver.camel.yaml,"
                                + "classpath:test-routes/channel-board.camel.yaml"));
        MAIN.setOverrideProperties(overrides);
        BotsInMemory bots = BotsInMemory.of();
        Channels channels = new Channels(() -> List.of(new Board()));
        bindDelivery();
        MAIN.bind("deliverNotices", (Processor) exchange -> {});
        MAIN.bind("commitBatch", (Processor) exchange -> {});
        MAIN.bind("channels", channels);
        MAIN.bind("botReadiness", new BotReadiness(bots, channels));
        MAIN.bind("messageChanges", new MessageChanges(channels, bots, new MongoSentMessages(STORE.database())));
        MAIN.bind("boardSender", (Processor) exchange -> {
            SENT.add(Outbound.notice(exchange).id());
            Outbound.end(exchange, result);
        });
        MAIN.start();
        producer = MAIN.getCamelContext().createProducerTemplate();
    }

    private static void bindDelivery() {
        Clock clock = Clock.systemUTC();
        Throttles throttles = new Throttles(new StopsInMemory(), clock);
        claims = new NoticeClaims(
                new MongoNoticeStore(STORE.database(), Duration.ZERO),
                new MongoDeliveryStatuses(STORE.database()),
                new NoticeClaims.Owner("me", Duration.ofMinutes(1), clock),
                throttles,
                Executors::newSingleThreadExecutor);
        SendLimits limits = new SendLimits(
                CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                        .slidingWindowSize(BREAKER_CALLS)
                        .minimumNumberOfCalls(BREAKER_CALLS)
                        .build()),
                target -> target.contains("limited") ? Rate.list("1/1m") : List.of(),
                new Full(),
                throttles,
                clock);
        RetryPolicy policy = new RetryPolicy(List.of(Duration.ofMinutes(1)), Duration.ofDays(1));
        attempt = new NoticeAttempt(
                claims, channel -> policy, limits, throttles, new PipelineMetrics(new SimpleMeterRegistry()), clock);
        MAIN.bind("sendLimits", limits);
        MAIN.bind("noticeAttempt", attempt);
    }

    @AfterAll
    static void stop() {
        MAIN.stop();
        claims.close();
        STORE.close();
    }

    @BeforeEach
    void arrange(TestInfo test) {
        SENT.clear();
        result = new SendResult.Sent(List.of("m1"));
        host = test.getTestMethod().orElseThrow().getName().replace('_', '-') + ".example";
    }

    @Test
    void a_notice_is_claimed_sent_once_and_its_receipt_stored() {
        Notice notice = stored();

        assertThat(deliver(notice)).isEqualTo(Outcome.CALLED);
        assertThat(deliver(notice)).as("it is not due any more").isEqualTo(Outcome.UNUSED);

        assertThat(SENT).containsExactly(notice.id());
        assertThat(state(notice)).isEqualTo("SENT");
    }

    @Test
    void a_failure_that_passes_waits_in_the_store() {
        result = new SendResult.TryLater(FailureReason.SERVER_ERROR, "HTTP 500", null);
        Notice notice = stored();

        assertThat(deliver(notice)).isEqualTo(Outcome.CALLED);

        assertThat(state(notice)).isEqualTo("RETRYING");
    }

    @Test
    void a_host_that_is_down_holds_its_notices_back_unclaimed() {
        result = new SendResult.TryLater(FailureReason.TIMEOUT, "no answer in time", null);
        for (int call = 0; call < BREAKER_CALLS; call++) {
            deliver(stored());
        }
        Notice next = stored();

        Outcome outcome = deliver(next);

        assertThat(outcome.called()).isFalse();
        assertThat(outcome.pause()).isPositive();
        assertThat(state(next)).isEqualTo("PENDING");
        assertThat(SENT).hasSize(BREAKER_CALLS);
    }

    @Test
    void a_limited_target_is_not_sent_more_than_its_rate() {
        Notice notice = stored();

        assertThat(deliver(notice)).isEqualTo(Outcome.later(NO_ROOM));

        assertThat(state(notice)).isEqualTo("PENDING");
        assertThat(SENT).isEmpty();
    }

    @Test
    void a_robot_that_asked_for_a_pause_is_left_alone_for_as_long() {
        result = new SendResult.TryLater(FailureReason.THROTTLED, "slow down", Duration.ofSeconds(30));
        deliver(stored());
        Notice next = stored();

        Outcome outcome = deliver(next);

        assertThat(outcome.called()).isFalse();
        assertThat(outcome.pause()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(30));
        assertThat(SENT).hasSize(1);
    }

    private Notice stored() {
        Subscription.Target target = new Subscription.Target("Board", "http://" + host + "/", host, null);
        Notice notice = Notice.reply(anEvent().numbered(++number).build(), target, Instant.now());
        new MongoNoticeStore(STORE.database(), Duration.ZERO).add(List.of(notice));
        return notice;
    }

    private static Outcome deliver(Notice notice) {
        return attempt.deliver(producer, notice.orderKey(), NoticeQueued.of(notice));
    }

    private static String state(Notice notice) {
        return STORE.database()
                .getCollection("veaiops__event_notice_detail")
                .find(new Document("_id", new ObjectId(notice.id())))
                .first()
                .getString("state");
    }

    /** A send log without room. */
    private static final class Full implements SendLog {
        @Override
        public Duration enter(String target, List<Rate> rates, Instant now) {
            return NO_ROOM;
        }

        @Override
        public void ended(String target, Instant now) {}

        @Override
        public void unused(String target) {}
    }
}
