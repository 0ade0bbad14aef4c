/** What every channel shares: how a route carries a notice to a target and brings the result back. */
@NullMarked
package routes.channel;

import org.jspecify.annotations.NullMarked;
