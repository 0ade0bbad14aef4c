/**
 * Alarm rules at the platforms: what a sync would do (a plan, pure), doing it step by step, and the registry of the rules that are ours.
 */
@NullMarked
package routes.threshold.rule;

import org.jspecify.annotations.NullMarked;
