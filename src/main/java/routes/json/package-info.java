/** How this application writes and reads JSON, in one place. */
@NullMarked
package routes.json;

import org.jspecify.annotations.NullMarked;
