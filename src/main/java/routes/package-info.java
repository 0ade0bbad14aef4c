/** The application: its start, its settings, and the wiring that hands the beans to the routes. */
@NullMarked
package routes;

import org.jspecify.annotations.NullMarked;
