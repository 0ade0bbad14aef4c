/** The alarm source that the development guide adds, complete and compiled. */
@NullMarked
package routes.examples.beacon;

import org.jspecify.annotations.NullMarked;
