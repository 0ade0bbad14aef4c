/** The operations on inhibition rules. */
@NullMarked
package routes.api.inhibition;

import org.jspecify.annotations.NullMarked;
