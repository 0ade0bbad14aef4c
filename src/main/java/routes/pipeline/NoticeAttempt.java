package routes.pipeline;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.channel.Outbound;
import routes.json.Json;
import routes.notice.DispatchBook;
import routes.notice.FailureReason;
import routes.notice.Notice;
import routes.notice.NoticeFinish;
import routes.notice.NoticeState;
import routes.notice.NoticeStore;
import routes.notice.RetryPolicy;
import routes.notice.SendResult;

/**
 * One attempt to deliver a notice: the beginning and the end around the channel's route.
 *
 * <p>Failure policy: a claim whose lease cannot cover another send is left to the next owner, so that nobody sends
 * beside us; a crash between the target's answer and our receipt repeats the message with the same id.
 */
public final class NoticeAttempt {
    private static final Logger LOG = LoggerFactory.getLogger(NoticeAttempt.class);
    private static final String BEGUN = "attemptBegun";
    private static final String FINISH = "finish";

    private final NoticeStore notices;
    private final DispatchBook book;
    private final RetryPolicy policy;
    private final Duration longestSend;
    private final PipelineMetrics metrics;
    private final Clock clock;

    public NoticeAttempt(
            NoticeStore notices,
            DispatchBook book,
            RetryPolicy policy,
            Duration longestSend,
            PipelineMetrics metrics,
            Clock clock) {
        this.notices = notices;
        this.book = book;
        this.policy = policy;
        this.longestSend = longestSend;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Runs the route that delivers one notice; the worker of a lane calls it. */
    public void deliver(ProducerTemplate producer, Notice notice) {
        Instant leaseUntil = notice.leaseUntil();
        if (leaseUntil == null || clock.instant().plus(longestSend).isAfter(leaseUntil)) {
            LOG.debug("notice {} waited too long in its lane, it is claimed anew", notice.id());
            return;
        }
        producer.send("direct:notice-deliver", exchange -> {
            Outbound.begin(exchange, notice);
            exchange.setProperty(BEGUN, clock.instant());
        });
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
        Instant begun = exchange.getProperty(BEGUN, Instant.class);
        NoticeFinish finish = NoticeFinish.of(
                Outbound.result(exchange).orElseGet(NoticeAttempt::noAnswer),
                notice.attempts(),
                policy,
                clock.instant(),
                NoticeFinish.Ending.since(begun, clock, ThreadLocalRandom.current()::nextDouble));
        boolean ours = notices.finish(notice, finish);
        log(notice, finish, ours);
        if (ours) {
            metrics.finished(notice, finish);
            exchange.setProperty(FINISH, finish);
        }
        exchange.getMessage().setBody(ours && finish.state() == NoticeState.DEAD ? dead(exchange, notice) : List.of());
    }

    /** Brings the event's status up to date. */
    public void rollUp(Exchange exchange) {
        NoticeFinish finish = exchange.getProperty(FINISH, NoticeFinish.class);
        if (finish != null && finish.state().terminal()) {
            book.rollUp(List.of(Outbound.notice(exchange).event().id()));
        }
    }

    private static SendResult noAnswer() {
        return new SendResult.TryLater(FailureReason.UNKNOWN, "the channel's route ended without a result", null);
    }

    private static List<?> dead(Exchange exchange, Notice notice) {
        return List.of(LogRecord.of(exchange.getContext(), notice.orderKey(), Json.bytes(notice)));
    }

    private static void log(Notice notice, NoticeFinish finish, boolean ours) {
        String reason = finish.reason() == null ? "none" : finish.reason().wireName();
        String line = "notice attempt id={} event_id={} channel={} attempt={} state={} reason={} took_ms={} kept={}";
        Object[] values = {
            notice.id(),
            notice.event().id(),
            notice.target().channel(),
            notice.attempts(),
            finish.state(),
            reason,
            finish.took().toMillis(),
            ours
        };
        if (finish.state() == NoticeState.DEAD || !ours) {
            LOG.warn(line, values);
        } else {
            LOG.info(line, values);
        }
    }
}
