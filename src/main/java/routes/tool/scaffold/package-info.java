/**
 * Writes the first files of an alarm source, a channel or a data source: complete, working examples to edit. The files are
 * resources ({@code scaffolds/<kind>}) with blanks such as {@code @name@} in their names and texts.
 */
@NullMarked
package routes.tool.scaffold;

import org.jspecify.annotations.NullMarked;
