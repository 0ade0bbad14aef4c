/**
 * The stages between the topics, as processors that the routes name: the alarm door, the merge, the dispatch and the
 * delivery. They read and write messages; the rules are in {@code event} and {@code notice}.
 */
@NullMarked
package routes.pipeline;

import org.jspecify.annotations.NullMarked;
