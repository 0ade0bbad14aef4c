/** YAML that people write, read field by field; all problems are reported together, each with its file and line. */
@NullMarked
package routes.common.yaml;

import org.jspecify.annotations.NullMarked;
