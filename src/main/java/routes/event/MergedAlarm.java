package routes.event;

import org.jspecify.annotations.Nullable;

/**
 * An alarm with the event it belongs to.
 *
 * @param previousId the event of the same fingerprint that this one follows
 */
public record MergedAlarm(LoggedAlarm logged, String eventId, MergeOutcome outcome, @Nullable String previousId) {}
