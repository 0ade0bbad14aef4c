/** The hub watches itself: metrics, dependencies, heartbeats, its own alarms. */
@NullMarked
package routes.steps.watch;

import org.jspecify.annotations.NullMarked;
