package routes.event;

import org.jspecify.annotations.Nullable;

/**
 * One value for the public feed: the event after a change, and the log record behind it.
 *
 * @param unheard that nobody is told of it, if that is known already
 */
public record Publication(Event event, Transition transition, LogPosition position, @Nullable Unheard unheard) {
    public Publication(Event event, Transition transition, LogPosition position) {
        this(event, transition, position, null);
    }
}
