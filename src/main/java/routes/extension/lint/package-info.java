/**
 * Checks route files without starting anything: the schema of the YAML DSL, the options of the catalog, names of beans and
 * settings, and the rules of the house. A rule is one small class; {@link routes.extension.lint.RouteLint} runs them all.
 */
@NullMarked
package routes.extension.lint;

import org.jspecify.annotations.NullMarked;
