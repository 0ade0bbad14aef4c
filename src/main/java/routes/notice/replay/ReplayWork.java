package routes.notice.replay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.notice.DeliveryStatuses;
import routes.notice.NoticeState;

/**
 * Works replays off, one batch at a time.
 *
 * <p>Failure policy: a batch is written down with its slots before its notices move and counted after. An owner that ends
 * in between is followed by another, who counts what moved and plans the rest anew: no notice moves twice, because each
 * is marked with the replay, and the rate is kept, because slots are never given twice.
 */
public final class ReplayWork {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayWork.class);

    private final ReplayJobs jobs;
    private final DeadNotices notices;
    private final DeliveryStatuses book;
    private final Pace pace;
    private final Clock clock;

    /**
     * @param owner names this process in claims
     * @param lease how long no other copy continues a replay that this one works on
     * @param batch notices that are moved in one step
     */
    public record Pace(String owner, Duration lease, int batch) {
        public Pace {
            if (batch < 1 || lease.isNegative() || lease.isZero()) {
                throw new IllegalArgumentException("a replay needs a batch and a lease: " + batch + ", " + lease);
            }
        }
    }

    public ReplayWork(ReplayJobs jobs, DeadNotices notices, DeliveryStatuses book, Pace pace, Clock clock) {
        this.jobs = jobs;
        this.notices = notices;
        this.book = book;
        this.pace = pace;
        this.clock = clock;
    }

    /** Moves the next batch of the replay whose turn it is; a timer calls it. */
    public void step() {
        Instant now = clock.instant();
        jobs.claim(new ReplayJobs.Claim(pace.owner(), now, now.plus(pace.lease())))
                .flatMap(this::withoutRemains)
                .ifPresent(this::advance);
    }

    /** Counts what an owner before us moved and could not count. */
    private Optional<ReplayJob> withoutRemains(ReplayJob job) {
        return job.progress().batch().isEmpty()
                ? Optional.of(job)
                : settled(job, job.progress().cursor());
    }

    private void advance(ReplayJob job) {
        List<DeadNotices.DeadNotice> next = notices.next(job, pace.batch());
        Instant now = clock.instant();
        if (next.isEmpty()) {
            jobs.save(job.done(now)).ifPresent(ReplayWork::log);
            return;
        }
        List<DeadNotices.Move> moves = moves(job, next, now);
        List<String> ids = next.stream().map(DeadNotices.DeadNotice::id).toList();
        int sends = (int) moves.stream().filter(move -> move.due() != null).count();
        jobs.save(job.planned(ids, sends, now)).ifPresent(planned -> {
            book.waitingAgain(next.stream().map(DeadNotices.DeadNotice::eventId).collect(Collectors.toSet()));
            notices.move(moves);
            settled(planned, next.get(next.size() - 1).key());
        });
    }

    private List<DeadNotices.Move> moves(ReplayJob job, List<DeadNotices.DeadNotice> next, Instant now) {
        Set<String> pointless = job.order().skipRecovered() ? notices.pointless(next) : Set.of();
        Instant slot = job.firstSlot(now);
        List<DeadNotices.Move> moves = new ArrayList<>();
        for (DeadNotices.DeadNotice notice : next) {
            if (pointless.contains(notice.id())) {
                moves.add(new DeadNotices.Move(notice, NoticeState.SUPPRESSED, null, job.mark(now)));
            } else {
                moves.add(new DeadNotices.Move(notice, NoticeState.PENDING, slot, job.mark(now)));
                slot = slot.plus(job.order().pace());
            }
        }
        return moves;
    }

    private Optional<ReplayJob> settled(ReplayJob job, String cursor) {
        List<DeadNotices.Moved> moved = notices.moved(job.id(), job.progress().batch());
        Set<String> events = new LinkedHashSet<>();
        moved.forEach(one -> events.add(one.eventId()));
        book.rollUp(events);
        long suppressed = moved.stream()
                .filter(one -> one.next() == NoticeState.SUPPRESSED)
                .count();
        return jobs.save(job.settled(cursor, moved.size() - suppressed, suppressed, clock.instant()));
    }

    private static void log(ReplayJob done) {
        ReplayJob.Progress progress = done.progress();
        LOG.info(
                "replay done id={} replayed={} suppressed={} passed={}",
                done.id(),
                progress.replayed(),
                progress.suppressed(),
                progress.passed());
    }
}
