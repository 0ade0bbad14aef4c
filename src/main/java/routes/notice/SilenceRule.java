package routes.notice;

import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides what silences do to a notice: the one table of it. */
public final class SilenceRule {
    private SilenceRule() {}

    /** Whether people are told that it is over, is decided by what they were told before. */
    public static Optional<String> reasonForFiring(@Nullable String silenceId) {
        return Optional.ofNullable(silenceId).map(id -> Notice.SILENCE + id);
    }

    /**
     * A recovery goes to those who heard of the problem, silence or not, and not to those from whom it was kept.
     *
     * @param silenceId the silence that matches the recovery now
     * @param firing how far the earlier notices about the same event got for the same target
     * @return why the recovery is not sent; empty when it is
     */
    public static Optional<String> reasonForRecovery(@Nullable String silenceId, Collection<NoticeStanding> firing) {
        if (firing.stream().anyMatch(NoticeStanding::told)) {
            return Optional.empty();
        }
        return firing.stream()
                .filter(NoticeStanding::withheld)
                .map(NoticeStanding::reason)
                .map(Objects::requireNonNull)
                .findFirst()
                .or(() -> reasonForFiring(silenceId));
    }
}
