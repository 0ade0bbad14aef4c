/** Pages as people see them: in the Chromium of the machine. */
@NullMarked
package routes.browser;

import org.jspecify.annotations.NullMarked;
