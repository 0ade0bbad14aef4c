/**
 * Dead letters coming in: bodies that could not be used when they came, and what can be done with them after a mend.
 */
@NullMarked
package routes.alarm.rejected;

import org.jspecify.annotations.NullMarked;
