/** The HTTP server engine: requests, answers, errors, limits of callers, the order and the exchange of paths. */
@NullMarked
package routes.http;

import org.jspecify.annotations.NullMarked;
