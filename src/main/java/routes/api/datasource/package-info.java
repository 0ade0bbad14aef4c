/** REST of connects, data sources, their pickers and metric templates (spec data sources 1.1 to 1.6). */
@NullMarked
package routes.api.datasource;

import org.jspecify.annotations.NullMarked;
