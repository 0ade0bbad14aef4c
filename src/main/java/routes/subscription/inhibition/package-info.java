/**
 * Inhibition: while one problem goes on, people are not notified of those that follow from it. Pure rules, and what the
 * dispatch asks.
 */
@NullMarked
package routes.subscription.inhibition;

import org.jspecify.annotations.NullMarked;
