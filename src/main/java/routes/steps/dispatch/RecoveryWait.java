package routes.steps.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import routes.alarm.Level;
import routes.event.PublishedEvent;
import routes.event.Transition;
import routes.notice.DeliveryStatuses;
import routes.notice.Notice;
import routes.notice.NoticeKind;
import routes.notice.NoticeState;
import routes.notice.WaitingRecoveries;
import routes.subscription.Subscription;

/**
 * Lets recoveries wait, for subscriptions that want it. When the problem comes back within the wait, its recovery is taken
 * back and its return is not sent either; one that comes back worse is sent. The sweeper of notices sends what waited to
 * its end.
 *
 * <p>Failure policy: a recovery is taken back before the return is stored. Cut off in between, a repeated dispatch finds no
 * recovery and sends the return: its target is notified twice of a problem, and never misses one.
 */
public final class RecoveryWait {
    private final Function<String, Subscription.Pace> paces;
    private final WaitingRecoveries waiting;
    private final DeliveryStatuses book;

    /** @param paces the pace of a subscription, by its id */
    public RecoveryWait(Function<String, Subscription.Pace> paces, WaitingRecoveries waiting, DeliveryStatuses book) {
        this.paces = paces;
        this.waiting = waiting;
        this.book = book;
    }

    /** The same notices in the same order, some of them waiting, some suppressed. */
    public List<Notice> pass(List<Notice> batch, Instant now) {
        List<Notice> passed = new ArrayList<>(batch);
        Map<String, Integer> begun = new HashMap<>();
        Map<String, Notice> stored = stored(batch);
        for (int place = 0; place < passed.size(); place++) {
            Notice notice = passed.get(place);
            Duration wait = waitOf(notice);
            if (wait == null) {
                continue;
            }
            if (ended(notice)) {
                passed.set(place, notice.waitingUntil(now.plus(wait)));
                begun.put(notice.waitKey(), place);
            } else if (returned(notice)) {
                Integer inBatch = begun.remove(notice.waitKey());
                Notice ended = inBatch == null ? stored.remove(notice.waitKey()) : passed.get(inBatch);
                if (ended != null && inBatch != null) {
                    passed.set(inBatch, cameBack(ended));
                }
                boolean takenBack =
                        ended != null && (inBatch != null || withdrawn(ended, now)) && !worse(notice, ended);
                passed.set(place, takenBack ? cameBack(notice) : notice);
            }
        }
        return passed;
    }

    private static Notice cameBack(Notice notice) {
        return notice.suppressed(Notice.CAME_BACK, null);
    }

    private Map<String, Notice> stored(Collection<Notice> batch) {
        Set<String> keys = batch.stream()
                .filter(notice -> returned(notice) && waitOf(notice) != null)
                .map(Notice::waitKey)
                .collect(Collectors.toSet());
        return new HashMap<>(waiting.waiting(keys).stream()
                .collect(Collectors.toMap(Notice::waitKey, Function.identity(), RecoveryWait::later)));
    }

    private boolean withdrawn(Notice recovery, Instant now) {
        boolean withdrawn = waiting.withdraw(recovery, now);
        if (withdrawn) {
            book.rollUp(Set.of(recovery.event().id()));
        }
        return withdrawn;
    }

    private @Nullable Duration waitOf(Notice notice) {
        return notice.state() == NoticeState.PENDING && notice.subscribed()
                ? paces.apply(notice.subscriptionId()).resolvedAfter()
                : null;
    }

    private static boolean returned(Notice notice) {
        return notice.kind() == NoticeKind.OPENED
                && Transition.OPENED.wireName().equals(notice.event().transition());
    }

    private static boolean ended(Notice notice) {
        return notice.kind() == NoticeKind.RESOLVED || notice.kind() == NoticeKind.EXPIRED;
    }

    private static boolean worse(Notice returned, Notice ended) {
        return returned.event().eventLevel().worseThan(known(ended.event()));
    }

    /** The worst that people know of. */
    private static Level known(PublishedEvent event) {
        return event.worstLevel() == null ? event.eventLevel() : event.worstLevel();
    }

    private static Notice later(Notice one, Notice other) {
        return one.createdAt().isAfter(other.createdAt()) ? one : other;
    }
}
