/** What a monitoring system sent, in our words; each source's converter is a package below. */
@NullMarked
package routes.alarm;

import org.jspecify.annotations.NullMarked;
