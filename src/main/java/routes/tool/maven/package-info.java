/** The user's own Maven, asked for jars and their dependencies. */
@NullMarked
package routes.tool.maven;

import org.jspecify.annotations.NullMarked;
