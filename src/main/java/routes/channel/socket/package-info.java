/** How platforms send their events over a connection that the hub opens. */
@NullMarked
package routes.channel.socket;

import org.jspecify.annotations.NullMarked;
