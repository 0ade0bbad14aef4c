/**
 * The HTTP servers below the routes: what a connection may hold, how long it may take, and which requests are refused
 * before anything of them is read (docs/adr/0016-limits-of-callers.md).
 */
@NullMarked
package routes.http.limits;

import org.jspecify.annotations.NullMarked;
