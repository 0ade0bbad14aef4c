/** Projects, products and customers: the names by which alarms say whom they concern. */
@NullMarked
package routes.subscription.owner;

import org.jspecify.annotations.NullMarked;
