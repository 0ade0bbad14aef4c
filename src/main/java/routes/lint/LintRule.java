package routes.lint;

import java.util.stream.Stream;

/** One thing that route files must hold to. */
interface LintRule {
    Stream<Finding> findings(RouteProject project);
}
