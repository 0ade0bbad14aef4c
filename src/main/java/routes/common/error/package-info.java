/** Why a request is refused: one closed set of reasons and the exceptions that carry them. */
@NullMarked
package routes.common.error;

import org.jspecify.annotations.NullMarked;
