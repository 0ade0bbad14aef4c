package routes.event;

import org.jspecify.annotations.Nullable;
import routes.alarm.AlarmStatus;

/**
 * One value for the public feed: the event after a change, and the log record behind it.
 *
 * @param late what the alarm behind it says, if it was overtaken and changed nothing
 * @param unmatched set when it is known already that no subscription matches
 */
public record Publication(
        Event event,
        Transition transition,
        LogPosition position,
        @Nullable AlarmStatus late,
        @Nullable UnmatchedMark unmatched) {
    public Publication(Event event, Transition transition, LogPosition position) {
        this(event, transition, position, null, null);
    }

    static Publication of(Event event, Transition transition, LoggedAlarm logged, MergeOutcome outcome) {
        AlarmStatus late = outcome == MergeOutcome.LATE ? logged.alarm().status() : null;
        return new Publication(event, transition, logged.position(), late, null);
    }

    /** This newer value of the same event in the place of one that was not published yet. */
    Publication instead(Publication previous) {
        return new Publication(event, previous.transition(), previous.position(), late, unmatched);
    }

    public Publication marked(UnmatchedMark mark) {
        return new Publication(event, transition, position, late, mark);
    }
}
