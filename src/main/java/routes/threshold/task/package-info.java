/**
 * Intelligent thresholds as work: tasks, their versions, the queue that computes them and what it keeps.
 */
@NullMarked
package routes.threshold.task;

import org.jspecify.annotations.NullMarked;
