/** The operations on silences. */
@NullMarked
package routes.api.silence;

import org.jspecify.annotations.NullMarked;
