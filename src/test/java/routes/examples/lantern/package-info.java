/** The channel that the development guide adds, complete and compiled. */
@NullMarked
package routes.examples.lantern;

import org.jspecify.annotations.NullMarked;
