/** The whole system from outside: the packaged application on real servers. */
@NullMarked
package routes.it;

import org.jspecify.annotations.NullMarked;
