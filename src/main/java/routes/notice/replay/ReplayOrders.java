package routes.notice.replay;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.notice.DeliveryStatuses;
import routes.notice.NoticeState;

/** Takes orders for replays. An order with an id that was used before is answered and not repeated. */
public final class ReplayOrders {
    private final ReplayJobs jobs;
    private final DeadNotices notices;
    private final DeliveryStatuses book;
    private final Clock clock;

    public ReplayOrders(ReplayJobs jobs, DeadNotices notices, DeliveryStatuses book, Clock clock) {
        this.jobs = jobs;
        this.notices = notices;
        this.book = book;
        this.clock = clock;
    }

    /**
     * Starts a replay of many notices.
     *
     * @return the replay as it stands: a new one, or the one that the same order started before
     * @throws RefusedRequest {@link ErrorCode#CONFLICT} when another order has this id
     */
    public ReplayJob start(ReplayJob.Order order) {
        ReplayJob job = ReplayJob.of(order, notices.newest());
        if (jobs.add(job)) {
            return job;
        }
        return Optional.of(progress(order.id()))
                .filter(known -> known.order().sameAs(order))
                .orElseThrow(() -> RefusedRequest.of(
                        ErrorCode.CONFLICT, "the replay id " + order.id() + " was used for another order"));
    }

    /** @throws RefusedRequest {@link ErrorCode#NOT_FOUND} */
    public ReplayJob progress(String id) {
        return jobs.byId(id)
                .orElseThrow(() -> RefusedRequest.of(ErrorCode.NOT_FOUND, "there is no replay with the id " + id));
    }

    /**
     * Replays one notice now.
     *
     * @throws RefusedRequest {@link ErrorCode#NOT_FOUND}, or {@link ErrorCode#CONFLICT} when it is neither dead nor skipped
     */
    public void one(String noticeId, String replayId, String by) {
        DeadNotices.DeadNotice notice = notice(noticeId);
        if (notice.replayIds().contains(replayId)) {
            return;
        }
        Instant now = clock.instant();
        if (!ReplayFilter.REPLAYABLE.contains(notice.state())) {
            throw RefusedRequest.of(
                    ErrorCode.CONFLICT, "only DEAD and SKIPPED notices are replayed, this one is " + notice.state());
        }
        if (notice.key().isEmpty()) {
            throw RefusedRequest.of(
                    ErrorCode.CONFLICT,
                    "this message carried others: replay the notices that it carried, each is dead");
        }
        ReplayMark mark = new ReplayMark(replayId, now, by);
        book.waitingAgain(List.of(notice.eventId()));
        int moved = notices.move(List.of(new DeadNotices.Move(notice, NoticeState.PENDING, now, mark)));
        if (moved == 0 && !notice(noticeId).replayIds().contains(replayId)) {
            throw RefusedRequest.of(ErrorCode.CONFLICT, "the notice changed meanwhile");
        }
        book.rollUp(List.of(notice.eventId()));
    }

    private DeadNotices.DeadNotice notice(String id) {
        return notices.byId(id)
                .orElseThrow(() -> RefusedRequest.of(ErrorCode.NOT_FOUND, "there is no notice with the id " + id));
    }
}
