/** Operations on bots and on the chats that they are in. Secrets go in and never come out. */
@NullMarked
package routes.api.bot;

import org.jspecify.annotations.NullMarked;
