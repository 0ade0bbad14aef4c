package routes.steps.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import routes.channel.Outbound;
import routes.common.json.Json;
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

/**
 * One attempt to deliver a notice: claimed, sent by the route of its channel, written down.
 *
 * <p>Failure policy: what cannot be claimed is left to its owner or to the sweeper; a crash between the target's answer
 * and our receipt repeats the message with the same id.
 */
public final class NoticeAttempt {
    private static final Logger LOG = LoggerFactory.getLogger(NoticeAttempt.class);
    private static final String BEGUN = "attemptBegun";
    private static final String JUDGED = "attemptJudged";
    private static final String FINISH = "attemptFinished";

    private final NoticeClaims desk;
    private final Function<String, RetryPolicy> policies;
    private final SendLimits gatekeeper;
    private final Throttles throttles;
    private final PipelineMetrics metrics;
    private final Clock clock;

    /** @param policies the retry policy of a channel */
    public NoticeAttempt(
            NoticeClaims desk,
            Function<String, RetryPolicy> policies,
            SendLimits gatekeeper,
            Throttles throttles,
            PipelineMetrics metrics,
            Clock clock) {
        this.desk = desk;
        this.policies = policies;
        this.gatekeeper = gatekeeper;
        this.throttles = throttles;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Claims the notice of a bell and runs the route that delivers it; the worker of a lane calls it. */
    public TargetQueues.Outcome deliver(ProducerTemplate producer, String target, NoticeQueued bell) {
        Optional<Notice> claimed = claim(bell);
        if (claimed.isEmpty()) {
            gatekeeper.unused(target);
            return TargetQueues.Outcome.UNUSED;
        }
        Duration wait = throttles.wait(claimed.get());
        if (!wait.isZero()) {
            gatekeeper.unused(target);
            return putOff(claimed.get(), wait);
        }
        producer.send("direct:notice-deliver", exchange -> {
            Outbound.begin(exchange, claimed.get());
            exchange.setProperty(BEGUN, clock.instant());
        });
        return TargetQueues.Outcome.CALLED;
    }

    /** The robot turned out to be throttled once its notice was known: it is given back as it was. */
    private TargetQueues.Outcome putOff(Notice claimed, Duration wait) {
        Instant now = clock.instant();
        try {
            desk.finish(claimed, NoticeFinish.putOff(now, now.plus(wait)));
        } catch (RuntimeException e) {
            LOG.warn("notice {} cannot be given back now, its lease ends by itself: {}", claimed.id(), e.toString());
        }
        return TargetQueues.Outcome.later(wait);
    }

    private Optional<Notice> claim(NoticeQueued bell) {
        try {
            return desk.claim(bell.noticeId()).map(this::noted);
        } catch (RuntimeException e) {
            LOG.warn("notice {} cannot be claimed now, its bell rings again: {}", bell.noticeId(), e.toString());
            return Optional.empty();
        }
    }

    private Notice noted(NoticeStore.Claimed claimed) {
        if (claimed.takenOver()) {
            LOG.info(
                    "notice {} is taken over: whoever claimed it before is gone",
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

    /** Writes down how the attempt ended. */
    public void finish(Exchange exchange) {
        Notice notice = Outbound.notice(exchange);
        NoticeFinish finish = judged(exchange, notice);
        boolean ours = desk.finish(notice, finish);
        log(notice, finish, ours);
        if (ours) {
            metrics.finished(notice, finish);
            finished(exchange, finish);
        }
        exchange.getMessage().setBody(ours && finish.state() == NoticeState.DEAD ? dead(exchange, notice) : List.of());
    }

    /** A step that is tried again finds what it judged before. */
    private NoticeFinish judged(Exchange exchange, Notice notice) {
        NoticeFinish before = exchange.getProperty(JUDGED, NoticeFinish.class);
        if (before != null) {
            return before;
        }
        SendResult result = Outbound.result(exchange).orElseGet(NoticeAttempt::noAnswer);
        NoticeFinish.Ending ending = NoticeFinish.Ending.since(
                exchange.getProperty(BEGUN, Instant.class), clock, ThreadLocalRandom.current()::nextDouble);
        gatekeeper.report(notice.orderKey(), result, ending.took());
        RetryPolicy policy = policies.apply(notice.target().channel());
        Duration pause = throttles.learn(notice, result, policy).orElse(null);
        NoticeFinish finish = NoticeFinish.of(result, notice, policy, clock.instant(), ending.paused(pause));
        exchange.setProperty(JUDGED, finish);
        return finish;
    }

    /** Brings the event's status up to date. */
    public void rollUp(Exchange exchange) {
        finished(exchange)
                .filter(finish -> finish.state().terminal())
                .ifPresent(finish -> desk.rollUp(Outbound.notice(exchange), finish.state()));
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
        line.addKeyValue("notice_id", notice.id())
                .addKeyValue("event_id", notice.event().id())
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
