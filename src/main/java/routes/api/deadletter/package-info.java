/** The operations on dead letters: notices that were given up and alarm bodies that were refused. */
@NullMarked
package routes.api.deadletter;

import org.jspecify.annotations.NullMarked;
