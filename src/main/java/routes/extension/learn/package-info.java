/**
 * Learns an alarm source from what it posts: records a few posts during a learning session, and proposes a mapping
 * file. A proposal is a guess to be read and edited; it passes lint with the posts
 * that it was made of, unless no field is safe for the fingerprint: then it says that one has to be chosen, and is refused.
 */
@NullMarked
package routes.extension.learn;

import org.jspecify.annotations.NullMarked;
