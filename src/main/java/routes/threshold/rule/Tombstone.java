package routes.threshold.rule;

import java.time.Instant;

/**
 * A task that was deleted although its rules could not be: they may alarm on.
 *
 * @param reason why they could not be deleted
 */
public record Tombstone(String dataSourceId, String taskName, String reason, Instant deletedAt) {}
