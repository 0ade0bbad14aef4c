/** The HTTP operations on subscriptions, inform strategies and card templates. */
@NullMarked
package routes.api.subscription;

import org.jspecify.annotations.NullMarked;
