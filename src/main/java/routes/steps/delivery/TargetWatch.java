package routes.steps.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.channel.Outbound;
import routes.notice.FailingTarget;
import routes.notice.FailingTargets;
import routes.notice.FailureReason;
import routes.notice.Notice;
import routes.notice.SendResult;

/**
 * Switches a target off that says that it is gone, or to which nothing was delivered for days. Notices for it end as SKIPPED
 * and can be replayed once a person has switched it on.
 *
 * <p>Failure policy: while the store is away this copy goes by what it read last, and a failure that is not counted is counted
 * the next time.
 */
public final class TargetWatch {
    private static final Logger LOG = LoggerFactory.getLogger(TargetWatch.class);
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final FailingTargets store;
    private final Duration after;
    private final Clock clock;
    private final Map<String, FailingTarget> known = new ConcurrentHashMap<>();
    private volatile Instant readAt = Instant.EPOCH;

    /** @param after how long a target fails before it is switched off; zero switches none off */
    public TargetWatch(FailingTargets store, Duration after, Clock clock) {
        this.store = store;
        this.after = after;
        this.clock = clock;
    }

    /** Ends the attempt when the notice's target is switched off. */
    public void check(Exchange exchange) {
        readAgain();
        Optional.ofNullable(known.get(Outbound.notice(exchange).orderKey()))
                .filter(FailingTarget::off)
                .ifPresent(target -> Outbound.end(exchange, skipped(target)));
    }

    private static SendResult skipped(FailingTarget target) {
        return new SendResult.Skipped(
                FailureReason.NOT_CONFIGURED,
                "the target is switched off since " + target.offSince() + " (" + target.reason() + ": " + target.text()
                        + "); mend it, switch it on (POST /apis/v1/manager/event-center/targets/" + target.id()
                        + "/switch-on) and replay");
    }

    /** Learns from the result of an attempt. */
    void learn(Notice notice, SendResult result) {
        String target = notice.orderKey();
        try {
            if (result instanceof SendResult.Sent) {
                worked(target);
            } else if (result instanceof SendResult.Refused refused) {
                failed(notice, refused.reason(), refused.said().text());
            } else if (result instanceof SendResult.TryLater later && later.reason() != FailureReason.THROTTLED) {
                failed(notice, later.reason(), later.said().text());
            }
        } catch (RuntimeException e) {
            LOG.warn("how the target {} stands cannot be written now: {}", target, e.toString());
        }
    }

    private void worked(String target) {
        FailingTarget failing = known.get(target);
        if (failing != null && !failing.off()) {
            store.worked(target);
            known.remove(target);
        }
    }

    private void failed(Notice notice, FailureReason reason, String text) {
        Instant now = clock.instant();
        FailingTarget target = store.failed(notice, reason, text, now);
        known.put(target.target(), target);
        if (target.hopeless(after, now) && store.switchOff(target.id(), now)) {
            LOG.warn(
                    "the target {} is switched off: {} failures since {}, the last one {}: {}",
                    target.target(),
                    target.failures(),
                    target.failingSince(),
                    target.reason(),
                    target.text());
            refresh();
        }
    }

    private void readAgain() {
        if (readAt.plus(FRESH).isBefore(clock.instant())) {
            try {
                refresh();
            } catch (RuntimeException e) {
                LOG.warn("which targets are switched off cannot be read, those known stay so: {}", e.toString());
            }
        }
    }

    /** Reads what all copies learned. */
    public void refresh() {
        readAt = clock.instant();
        Map<String, FailingTarget> read = store.all().stream()
                .collect(Collectors.toMap(FailingTarget::target, Function.identity(), (one, same) -> one));
        known.keySet().retainAll(read.keySet());
        known.putAll(read);
    }
}
