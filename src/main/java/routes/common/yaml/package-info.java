/** YAML that people write, read field by field; whatever is wrong is told with its file and line, all at once. */
@NullMarked
package routes.common.yaml;

import org.jspecify.annotations.NullMarked;
