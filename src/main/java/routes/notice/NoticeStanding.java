package routes.notice;

import org.jspecify.annotations.Nullable;

/**
 * How far a notice got.
 *
 * @param reason why it is where it is, if there is a reason
 */
public record NoticeStanding(NoticeState state, @Nullable String reason) {
    public static NoticeStanding of(Notice notice) {
        return new NoticeStanding(notice.state(), notice.handling().reason());
    }

    /** Whether its target was notified of it or is going to be. */
    public boolean notified() {
        return switch (state) {
            case PENDING, SENDING, RETRYING, BUNDLED, SENT -> true;
            case DEAD, SKIPPED -> false;
            case SUPPRESSED -> !withheld();
        };
    }

    /** Whether a {@link Hold} kept it back, for good or until the hold ends; what joined another message was not. */
    public boolean withheld() {
        return state == NoticeState.SUPPRESSED && reason != null && Hold.gives(reason);
    }
}
