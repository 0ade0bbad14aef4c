/**
 * The HTTP face: requests as values, one envelope for answers, one shape for errors, and the operations of the manager
 * API.
 */
@NullMarked
package routes.api;

import org.jspecify.annotations.NullMarked;
