/** The beans that routes name, and how they are joined: the only code that knows both the store and the steps. */
@NullMarked
package routes.wiring;

import org.jspecify.annotations.NullMarked;
