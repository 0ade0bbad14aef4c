/** Spans of the way of an alarm, from the post to the receipt (docs/adr/0029-spans-follow-alarms-not-routes.md). */
@NullMarked
package routes.common.tracing;

import org.jspecify.annotations.NullMarked;
