package routes.notice;

import java.util.Collection;
import java.util.Objects;
import java.util.Optional;

/** Decides what silences and other holds do to a notice: the one table of it. */
public final class SilenceRule {
    private SilenceRule() {}

    /**
     * A silence, and whatever else holds events, holds all that it matches. A closed window holds what its target does not know of yet: those who were
     * notified of the problem are notified when it changes, at any hour.
     *
     * @param firing how far the earlier notices about the same event got for the same target
     */
    public static Optional<Hold> holdOfFiring(Optional<Hold> hold, Collection<NoticeStanding> firing) {
        return hold.filter(found -> !found.isWindow() || firing.stream().noneMatch(NoticeStanding::notified));
    }

    /**
     * A recovery goes to the targets that were notified of the problem, silence or not, and not to those from which it was kept.
     *
     * @param hold what holds the recovery now
     * @param firing how far the earlier notices about the same event got for the same target
     * @return why the recovery is not sent; empty when it is
     */
    public static Optional<String> reasonForRecovery(Optional<Hold> hold, Collection<NoticeStanding> firing) {
        if (firing.stream().anyMatch(NoticeStanding::notified)) {
            return Optional.empty();
        }
        return firing.stream()
                .filter(NoticeStanding::withheld)
                .map(NoticeStanding::reason)
                .map(Objects::requireNonNull)
                .findFirst()
                .or(() -> hold.map(Hold::reason));
    }
}
