/** Pages that people open in a browser: what the link of a message leads to, and the first page of the hub. */
@NullMarked
package routes.api.page;

import org.jspecify.annotations.NullMarked;
