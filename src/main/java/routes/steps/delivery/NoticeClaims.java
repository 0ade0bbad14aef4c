package routes.steps.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.notice.DeliveryStatuses;
import routes.notice.Notice;
import routes.notice.NoticeFinish;
import routes.notice.NoticeState;
import routes.notice.NoticeStore;

/**
 * Claims and finishes notices for the workers of the queues: many workers, few round trips to the store.
 *
 * <p>Failure policy: a claim that the store may have made although its answer was lost is made again under its ticket.
 * Left alone, its notices would wait for the end of an unused lease.
 */
public final class NoticeClaims implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NoticeClaims.class);
    private static final int MOST = 200;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Coalescer<String, Optional<NoticeStore.Claimed>> claims;
    private final Coalescer<NoticeStore.Finished, Boolean> finishes;
    private final RollUps rollUps;

    /** Who claims, and for how long. */
    public record Owner(String name, Duration lease, Clock clock) {
        NoticeStore.Claim claim() {
            Instant now = clock.instant();
            return new NoticeStore.Claim(name, now, now.plus(lease));
        }
    }

    /** @param threads gives a thread of its own to each kind of work */
    public NoticeClaims(
            NoticeStore notices,
            DeliveryStatuses book,
            Owner owner,
            Throttles throttles,
            Supplier<ExecutorService> threads) {
        claims = new Coalescer<>(threads.get(), MOST, ids -> {
            List<Optional<NoticeStore.Claimed>> claimed = claim(notices, owner, ids);
            throttles.refresh();
            return claimed;
        });
        finishes = new Coalescer<>(threads.get(), MOST, notices::finish);
        rollUps = new RollUps(threads.get(), book, MOST, PAUSE);
    }

    /** The notice, claimed for one attempt; empty when it is not to be sent now. */
    public Optional<NoticeStore.Claimed> claim(String noticeId) {
        return claims.call(noticeId);
    }

    /** Ends an attempt. @return false when the claim was lost meanwhile */
    public boolean finish(Notice claimed, NoticeFinish finish) {
        return finishes.call(new NoticeStore.Finished(claimed, finish));
    }

    /** Brings the status of a notice's event up to date with its end, soon. */
    public void rollUp(Notice notice, NoticeState ended) {
        rollUps.soon(new DeliveryStatuses.Ended(notice.event().id(), notice.id(), ended));
    }

    @Override
    public void close() {
        claims.close();
        finishes.close();
        rollUps.close();
    }

    private static List<Optional<NoticeStore.Claimed>> claim(NoticeStore notices, Owner owner, List<String> ids) {
        Map<String, NoticeStore.Claimed> claimed = claimed(notices, owner, ids).stream()
                .collect(Collectors.toMap(one -> one.notice().id(), Function.identity()));
        return ids.stream().map(id -> Optional.ofNullable(claimed.get(id))).toList();
    }

    private static List<NoticeStore.Claimed> claimed(NoticeStore notices, Owner owner, List<String> ids) {
        NoticeStore.Claim claim = owner.claim();
        try {
            return notices.claim(ids, claim);
        } catch (RuntimeException e) {
            LOG.warn("{} notices may be claimed without our knowing, claimed again: {}", ids.size(), e.toString());
            return notices.claim(ids, claim);
        }
    }
}
