/**
 * Data sources: what a monitoring system must offer so that its metrics can be read and its alarm rules kept in step
 * ({@link routes.datasource.DataSource}), and the values that pass between. A data source is one class of a sub-package, one
 * {@code datasource-<name>} route and one wiring; the Camel registry is the list of them.
 */
@NullMarked
package routes.datasource;

import org.jspecify.annotations.NullMarked;
