/** Operations on bots and on the chats that they are in (spec channels 1.2 to 1.4). Secrets go in and never come out. */
@NullMarked
package routes.api.bot;

import org.jspecify.annotations.NullMarked;
