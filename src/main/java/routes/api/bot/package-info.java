/** Operations on bots and on the chats that they are in (spec channels 1.2, 1.3). Secrets go in and never come out. */
@NullMarked
package routes.api.bot;

import org.jspecify.annotations.NullMarked;
