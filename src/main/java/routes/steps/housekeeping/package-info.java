/** The steps of {@code housekeeping.camel.yaml} that delete what is old. */
@NullMarked
package routes.steps.housekeeping;

import org.jspecify.annotations.NullMarked;
