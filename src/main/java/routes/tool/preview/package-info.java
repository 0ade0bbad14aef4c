/** What a post would do, without a hub: alarms, merge with a fresh store, and what each channel would post. */
@NullMarked
package routes.tool.preview;

import org.jspecify.annotations.NullMarked;
