/** REST of connects, data sources, their pickers and metric templates. */
@NullMarked
package routes.api.datasource;

import org.jspecify.annotations.NullMarked;
