/** The HTTP operations on subscriptions, inform strategies and card templates (spec events 1.3 to 1.5). */
@NullMarked
package routes.api.subscription;

import org.jspecify.annotations.NullMarked;
