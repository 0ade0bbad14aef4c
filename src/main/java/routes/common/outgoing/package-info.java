/**
 * The one way out: every HTTP call to another system is an {@link routes.common.outgoing.HttpCall}, is made within the {@link
 * routes.common.outgoing.CallBounds} of its endpoint, and comes back as an {@link routes.common.outgoing.HttpAnswer}.
 */
@NullMarked
package routes.common.outgoing;

import org.jspecify.annotations.NullMarked;
