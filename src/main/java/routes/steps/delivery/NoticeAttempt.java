package routes.steps.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.spi.LoggingEventBuilder;
import routes.channel.Outbound;
import routes.common.json.Json;
import routes.common.tracing.LogId;
import routes.common.tracing.Tracing;
import routes.notice.ChatMoves;
import routes.notice.FailureReason;
import routes.notice.Notice;
import routes.notice.NoticeFinish;
import routes.notice.NoticeQueued;
import routes.notice.NoticeState;
import routes.notice.NoticeStore;
import routes.notice.RetryPolicy;
import routes.notice.SendResult;
import routes.steps.kafka.LogRecord;
import routes.steps.watch.PipelineMetrics;
import routes.subscription.Subscription;

/**
 * The steps of one attempt to deliver a notice ({@code notices-deliver.camel.yaml}): claimed, sent by the route of its channel,
 * stored.
 *
 * <p>Failure policy: what cannot be claimed is left to its owner or to the sweeper; a crash between the target's answer
 * and our receipt repeats the message with the same id.
 */
public final class NoticeAttempt {
    private static final Logger LOG = LoggerFactory.getLogger(NoticeAttempt.class);
    private static final String QUEUED = "queued";
    private static final String BEGUN = "attemptBegun";
    private static final String JUDGED = "attemptJudged";
    private static final String FINISH = "attemptFinished";

    private final NoticeClaims claims;
    private final Function<String, RetryPolicy> policies;
    private final SendLimits limits;
    private final Throttles throttles;
    private final TargetWatch watch;
    private final ChatMoves moves;
    private final PipelineMetrics metrics;
    private final AttemptTrace traces;
    private final Clock clock;

    /** @param policies the retry policy of a channel */
    public NoticeAttempt(
            NoticeClaims claims,
            Function<String, RetryPolicy> policies,
            SendLimits limits,
            Throttles throttles,
            TargetWatch watch,
            ChatMoves moves,
            PipelineMetrics metrics,
            Tracing tracing,
            Clock clock) {
        this.claims = claims;
        this.policies = policies;
        this.limits = limits;
        this.throttles = throttles;
        this.watch = watch;
        this.moves = moves;
        this.metrics = metrics;
        this.traces = new AttemptTrace(tracing);
        this.clock = clock;
    }

    /** Runs the route that claims and sends a queued notice; the worker of a target queue calls it. */
    public TargetQueues.Outcome deliver(ProducerTemplate producer, String target, NoticeQueued queued) {
        try (MDC.MDCCloseable notice = LogId.NOTICE.during(List.of(queued.noticeId()));
                MDC.MDCCloseable event = LogId.EVENT.during(List.of(queued.eventId()))) {
            return delivered(producer, target, queued);
        }
    }

    private TargetQueues.Outcome delivered(ProducerTemplate producer, String target, NoticeQueued queued) {
        Exchange done = producer.send("direct:notice-claim", exchange -> {
            SendLimits.begin(exchange, target);
            exchange.setProperty(QUEUED, queued);
        });
        if (done.getProperty(BEGUN) != null) {
            return TargetQueues.Outcome.CALLED;
        }
        if (done.getException() != null) {
            LOG.warn("notice {} is not claimed and queued again later", queued.noticeId(), done.getException());
        }
        return SendLimits.held(done).map(TargetQueues.Outcome::later).orElse(TargetQueues.Outcome.UNUSED);
    }

    /** Claims the queued notice for one attempt, when it is still to be sent and its robot may be sent to. */
    public void claim(Exchange exchange) {
        String target = SendLimits.target(exchange);
        Optional<Notice> claimed = claimed(exchange.getProperty(QUEUED, NoticeQueued.class));
        if (claimed.isEmpty()) {
            limits.unused(target);
            return;
        }
        Duration wait = throttles.wait(claimed.get());
        if (!wait.isZero()) {
            limits.unused(target);
            giveBack(claimed.get(), wait);
            SendLimits.hold(exchange, wait);
            return;
        }
        Outbound.begin(exchange, claimed.get());
        traces.begin(exchange, claimed.get());
        exchange.setProperty(BEGUN, clock.instant());
    }

    /** The robot turned out to be throttled once its notice was known: the notice waits as it was. */
    private void giveBack(Notice claimed, Duration wait) {
        Instant now = clock.instant();
        try {
            claims.finish(claimed, NoticeFinish.putOff(now, now.plus(wait)));
        } catch (RuntimeException e) {
            LOG.warn("notice {} cannot be given back now, its lease ends by itself: {}", claimed.id(), e.toString());
        }
    }

    private Optional<Notice> claimed(NoticeQueued queued) {
        try {
            return claims.claim(queued.noticeId()).map(this::counted);
        } catch (RuntimeException e) {
            LOG.warn("notice {} cannot be claimed now, it is queued again later: {}", queued.noticeId(), e.toString());
            return Optional.empty();
        }
    }

    private Notice counted(NoticeStore.Claimed claimed) {
        if (claimed.takenOver()) {
            LOG.info(
                    "notice {} is taken over: the copy that claimed it before is gone",
                    claimed.notice().id());
            metrics.takenOver(claimed.notice());
        }
        return claimed.notice();
    }

    /** For a channel that nothing serves. */
    public void unserved(Exchange exchange) {
        Notice notice = Outbound.notice(exchange);
        Outbound.end(
                exchange,
                new SendResult.Skipped(
                        FailureReason.NOT_CONFIGURED,
                        "nothing serves the channel " + notice.target().channel()));
    }

    /** Decides what the result means: for the breaker of the host, the pause of the robot, and the notice. */
    public void judge(Exchange exchange) {
        Notice notice = Outbound.notice(exchange);
        SendResult result = Outbound.result(exchange).orElseGet(NoticeAttempt::noAnswer);
        NoticeFinish.Ending ending = NoticeFinish.Ending.since(
                exchange.getProperty(BEGUN, Instant.class), clock, ThreadLocalRandom.current()::nextDouble);
        limits.report(notice.orderKey(), result, ending.took());
        watch.learn(notice, result);
        if (result instanceof SendResult.Moved moved) {
            follow(notice, moved.address());
        }
        RetryPolicy policy = policies.apply(notice.target().channel());
        Duration pause = throttles.learn(notice, result, policy).orElse(null);
        exchange.setProperty(JUDGED, NoticeFinish.of(result, notice, policy, clock.instant(), ending.paused(pause)));
    }

    /** Failure policy: while the store is away nothing follows, and the answer to the next attempt says again where the chat is. */
    private void follow(Notice notice, String address) {
        Subscription.Target target = notice.target();
        try {
            long strategies = moves.follow(target.channel(), String.valueOf(target.botId()), target.address(), address);
            LOG.info(
                    "the {} chat {} is {} now, {} strategies follow",
                    target.channel(),
                    target.address(),
                    address,
                    strategies);
        } catch (RuntimeException e) {
            LOG.warn("the {} chat {} cannot be followed now: {}", target.channel(), target.address(), e.toString());
        }
    }

    /** Stores how the attempt ended, and leaves a dead notice for its topic in the body. */
    public void finish(Exchange exchange) {
        Notice notice = Outbound.notice(exchange);
        NoticeFinish finish =
                Objects.requireNonNull(exchange.getProperty(JUDGED, NoticeFinish.class), "the attempt was not judged");
        boolean ours = traces.receipt(exchange, finish, () -> claims.finish(notice, finish));
        log(notice, finish, ours);
        if (ours) {
            metrics.finished(notice, finish);
            finished(exchange, finish);
        }
        exchange.getMessage().setBody(ours && finish.state() == NoticeState.DEAD ? dead(exchange, notice) : List.of());
    }

    /** Brings the event's status up to date. */
    public void rollUp(Exchange exchange) {
        finished(exchange)
                .filter(finish -> finish.state().terminal())
                .ifPresent(finish -> claims.rollUp(Outbound.notice(exchange), finish.state()));
    }

    static void finished(Exchange exchange, NoticeFinish finish) {
        exchange.setProperty(FINISH, finish);
    }

    /** How the attempt ended that was written down; empty when its claim was lost. */
    static Optional<NoticeFinish> finished(Exchange exchange) {
        return Optional.ofNullable(exchange.getProperty(FINISH, NoticeFinish.class));
    }

    private static SendResult noAnswer() {
        return new SendResult.TryLater(FailureReason.UNKNOWN, "the channel's route ended without a result", null);
    }

    /** Read by people and their tools: without the secret that a target's URL may hold. */
    private static List<?> dead(Exchange exchange, Notice claimed) {
        return List.of(LogRecord.of(exchange.getContext(), claimed.orderKey(), Json.bytes(claimed.shown())));
    }

    private static void log(Notice notice, NoticeFinish finish, boolean ours) {
        LoggingEventBuilder line = finish.state() == NoticeState.DEAD || !ours ? LOG.atWarn() : LOG.atInfo();
        line.addKeyValue(LogId.NOTICE.key(), notice.id())
                .addKeyValue(LogId.EVENT.key(), notice.event().id())
                .addKeyValue("channel", notice.target().channel())
                .addKeyValue("attempt", notice.attempts())
                .addKeyValue("state", finish.state())
                .addKeyValue(
                        "reason",
                        finish.reason() == null ? "none" : finish.reason().wireName())
                .addKeyValue("took_ms", finish.took().toMillis())
                .addKeyValue("kept", ours)
                .log("notice attempt");
    }
}
