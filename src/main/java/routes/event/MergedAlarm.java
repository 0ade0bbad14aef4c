package routes.event;

/** An alarm with the event it belongs to. */
public record MergedAlarm(LoggedAlarm logged, String eventId, Outcome outcome) {}
