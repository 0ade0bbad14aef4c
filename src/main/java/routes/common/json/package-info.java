/** How this application writes and reads JSON, in one place. */
@NullMarked
package routes.common.json;

import org.jspecify.annotations.NullMarked;
