package routes.event;

import org.jspecify.annotations.Nullable;

/**
 * What the store knows of an alarm that it has seen before.
 *
 * @param eventId the event that it merged into; a run that was cut off may have left it unwritten
 * @param previousId the event that this one follows: where such a run goes on
 */
public record StoredAlarm(String id, LogPosition position, String eventId, @Nullable String previousId) {}
