/**
 * Chats and the messages in them, the same for every platform. Messages carry parts that a
 * language model takes as they are; what a part needs from the platform, such as an image, is fetched after the message
 * is stored.
 */
@NullMarked
package routes.channel.chat;

import org.jspecify.annotations.NullMarked;
