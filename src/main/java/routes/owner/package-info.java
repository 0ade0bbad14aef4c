/** Projects, products and customers: the names by which alarms say whom they concern (spec events 1.8, 6.7). */
@NullMarked
package routes.owner;

import org.jspecify.annotations.NullMarked;
