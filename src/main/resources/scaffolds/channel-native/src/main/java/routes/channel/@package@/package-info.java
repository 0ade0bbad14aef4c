/** The channel @Name@: a bot posts into rooms with a token, and @Name@ posts what is said there to us. */
@NullMarked
package routes.channel.@package@;

import org.jspecify.annotations.NullMarked;
