package routes.event;

/** One value for the public feed: the event after a change, and the log record behind it. */
public record Publication(Event event, Transition transition, LogPosition position) {}
