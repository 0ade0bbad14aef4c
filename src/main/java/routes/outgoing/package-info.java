/**
 * The one way out: every HTTP call to another system is an {@link routes.outgoing.HttpCall}, is made within the {@link
 * routes.outgoing.CallBounds} of its endpoint, and comes back as an {@link routes.outgoing.HttpAnswer}.
 */
@NullMarked
package routes.outgoing;

import org.jspecify.annotations.NullMarked;
