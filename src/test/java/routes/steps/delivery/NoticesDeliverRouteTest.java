package routes.steps.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fakes.SampleEvent.anEvent;

import com.mongodb.client.MongoCollection;
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
import routes.common.tracing.Tracing;
import routes.fakes.BotsInMemory;
import routes.notice.FailingTarget;
import routes.notice.FailureReason;
import routes.notice.Notice;
import routes.notice.NoticeQueued;
import routes.notice.Rate;
import routes.notice.RetryPolicy;
import routes.notice.SendLog;
import routes.notice.SendResult;
import routes.notice.VendorReply;
import routes.steps.delivery.TargetQueues.Outcome;
import routes.steps.watch.PipelineMetrics;
import routes.store.ChangeCounter;
import routes.store.MongoChatMoves;
import routes.store.MongoDeliveryStatuses;
import routes.store.MongoFailingTargets;
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
    private static TargetWatch watch;
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

    private static final RetryPolicy POLICY = new RetryPolicy(List.of(Duration.ofMinutes(1)), Duration.ofDays(1));

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
        MongoChatMoves moves =
                new MongoChatMoves(STORE.database(), new ChangeCounter(STORE.database(), "subscriptions"));
        PipelineMetrics metrics = new PipelineMetrics(new SimpleMeterRegistry());
        watch = new TargetWatch(new MongoFailingTargets(STORE.database()), Duration.ofDays(5), clock);
        attempt = new NoticeAttempt(
                claims, channel -> POLICY, limits, throttles, watch, moves, metrics, Tracing.OFF, clock);
        MAIN.bind("targetWatch", watch);
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

    @Test
    void a_target_that_says_that_it_is_gone_is_switched_off_and_gets_messages_again_when_a_person_switches_it_on() {
        result = new SendResult.TryLater(FailureReason.GONE, "410", null);
        deliver(stored());
        Notice next = stored();

        assertThat(deliver(next)).isEqualTo(Outcome.CALLED);

        assertThat(SENT).hasSize(1);
        assertThat(state(next)).isEqualTo("SKIPPED");
        String id = FailingTarget.idOf(next.orderKey());
        assertThat(notice(next).getList("attempts", Document.class).get(0).getString("text"))
                .contains("switched off", "gone: 410", id + "/switch-on");

        new MongoFailingTargets(STORE.database()).forget(id);
        watch.refresh();
        result = new SendResult.Sent(List.of("m1"));
        Notice last = stored();
        deliver(last);

        assertThat(state(last)).isEqualTo("SENT");
    }

    @Test
    void a_chat_that_moved_is_followed_and_its_message_goes_to_the_new_id_once() {
        MongoCollection<Document> strategies = STORE.database().getCollection("veaiops__event_inform_strategy");
        String chat = "http://" + host + "/";
        strategies.insertOne(new Document("name", host)
                .append("channel", "Board")
                .append("bot_id", host)
                .append("chat_ids", List.of("other", chat)));
        result = new SendResult.Moved("-1002", VendorReply.of("moved"));
        Notice first = stored();
        Notice waits = stored();

        deliver(first);

        assertThat(strategies.find(new Document("name", host)).first().getList("chat_ids", String.class))
                .containsExactly("other", "-1002");
        assertThat(state(first)).isEqualTo("RETRYING");
        assertThat(notice(first).getString("target")).isEqualTo("-1002");
        assertThat(notice(waits).getString("target")).isEqualTo("-1002");
        result = new SendResult.Sent(List.of("m1"));
        deliver(first);
        assertThat(deliver(first)).isEqualTo(Outcome.UNUSED);

        assertThat(state(first)).isEqualTo("SENT");
        assertThat(SENT).containsExactly(first.id(), first.id());
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
        return notice(notice).getString("state");
    }

    private static Document notice(Notice notice) {
        return STORE.database()
                .getCollection("veaiops__event_notice_detail")
                .find(new Document("_id", new ObjectId(notice.id())))
                .first();
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
