/** Projects, products and customers: the owners that alarms name. */
@NullMarked
package routes.subscription.owner;

import org.jspecify.annotations.NullMarked;
