/** The steps of {@code alarms-merge} and {@code events-expire}: alarms of the log become events. */
@NullMarked
package routes.steps.merge;

import org.jspecify.annotations.NullMarked;
