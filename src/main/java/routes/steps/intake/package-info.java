/** The steps of the alarm endpoints: let the caller in, convert, append to the log or the spool, keep what is refused. */
@NullMarked
package routes.steps.intake;

import org.jspecify.annotations.NullMarked;
