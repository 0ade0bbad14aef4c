/**
 * Silences: which notices are held back, from when to when, and why. Pure rules, and the registry in memory that the
 * dispatch uses.
 */
@NullMarked
package routes.subscription.silence;

import org.jspecify.annotations.NullMarked;
