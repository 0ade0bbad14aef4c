package routes.notice.replay;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import routes.notice.NoticeState;

/** The notices that ended without success, as a replay sees them. */
public interface DeadNotices {
    /** Those that the replay is about and has not moved yet, after its cursor, oldest first. */
    List<DeadNotice> next(ReplayJob job, int limit);

    /** The greatest key of all; empty when nothing is dead. */
    String newest();

    Optional<DeadNotice> byId(String id);

    /**
     * Those that are not needed any more: the event is over, and the message is about its trouble, or about its end and
     * its target never heard of the trouble.
     */
    Set<String> pointless(Collection<DeadNotice> notices);

    /**
     * Moves notices. One that changed since it was read stays as it is.
     *
     * @return how many moved
     */
    int move(List<Move> moves);

    /** What became of notices under a replay; those that it did not move are not in the answer. */
    List<Moved> moved(String replayId, Collection<String> ids);

    /**
     * @param key sorts by the time of creation
     * @param attempts attempts of the present budget
     * @param attemptsBefore attempts of the budgets before
     * @param replayIds the replays that moved it
     */
    record DeadNotice(
            String id,
            String key,
            String eventId,
            NoticeState state,
            long version,
            int attempts,
            int attemptsBefore,
            Set<String> replayIds) {

        public DeadNotice {
            replayIds = Set.copyOf(replayIds);
        }
    }

    /** @param due when it is sent; null when it is not sent again */
    record Move(DeadNotice notice, NoticeState next, @Nullable Instant due, ReplayMark mark) {
        public Move {
            if (!notice.state().mayBecome(next)) {
                throw new IllegalArgumentException(
                        "notice " + notice.id() + " is " + notice.state() + " and cannot become " + next);
            }
        }
    }

    /** @param next what the replay made of it */
    record Moved(String eventId, NoticeState next) {}
}
