package routes.event;

/** What the store knows of an alarm that it has seen before. */
public record StoredAlarm(String id, LogPosition position, String eventId) {}
