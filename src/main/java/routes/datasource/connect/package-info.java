/** Connects and data sources as they are stored, and how a stored one becomes usable. */
@NullMarked
package routes.datasource.connect;

import org.jspecify.annotations.NullMarked;
