/** The steps of {@code events-dispatch}: subscriptions, silences and limits turn a change into notices; what was held is released. */
@NullMarked
package routes.steps.dispatch;

import org.jspecify.annotations.NullMarked;
