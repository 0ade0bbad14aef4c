/**
 * Silences: who is not told of what, from when to when, and why. Pure rules, and the book in memory that the dispatch
 * asks.
 */
@NullMarked
package routes.subscription.silence;

import org.jspecify.annotations.NullMarked;
