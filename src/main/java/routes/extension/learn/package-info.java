/**
 * Learns an alarm source from what it posts: records a few posts during a learning session, and proposes a mapping
 * file. A proposal is a guess to be read and edited; it always passes lint with the posts that it was made of.
 */
@NullMarked
package routes.extension.learn;

import org.jspecify.annotations.NullMarked;
