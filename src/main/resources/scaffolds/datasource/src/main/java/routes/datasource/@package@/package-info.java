/** The data source @Name@: reads its metrics and keeps alarm rules there. Its API here is an example to be replaced. */
@NullMarked
package routes.datasource.@package@;

import org.jspecify.annotations.NullMarked;
