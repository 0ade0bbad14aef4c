/** The map of the routes: what starts each of them, where it sends, which beans and stores it uses. Read from the YAML alone. */
@NullMarked
package routes.tool.topology;

import org.jspecify.annotations.NullMarked;
