/** Configuration as code: a folder of files, what it would change at a hub, and the change. Through the API only. */
@NullMarked
package routes.tool.config;

import org.jspecify.annotations.NullMarked;
