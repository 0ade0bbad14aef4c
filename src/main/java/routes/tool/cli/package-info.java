/**
 * The command line: {@code veaiops <command>}. Exit codes: 0 all is well, 1 something was found or failed, 2 wrong usage, 3 no
 * answer.
 */
@NullMarked
package routes.tool.cli;

import org.jspecify.annotations.NullMarked;
