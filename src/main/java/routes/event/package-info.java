/**
 * The Event: one problem from its first alarm to its end, and how alarms merge into it. Pure
 * rules and the contracts of the stores they need; no Camel, no MongoDB.
 */
@NullMarked
package routes.event;

import org.jspecify.annotations.NullMarked;
