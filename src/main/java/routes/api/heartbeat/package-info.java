/** The operations on heartbeat watches. */
@NullMarked
package routes.api.heartbeat;

import org.jspecify.annotations.NullMarked;
