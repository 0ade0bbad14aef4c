/** The steps of {@code housekeeping-*}: what is old is deleted. */
@NullMarked
package routes.steps.housekeeping;

import org.jspecify.annotations.NullMarked;
