package routes.extension.lint;

import java.util.stream.Stream;

/** One thing that route files must hold to. */
interface LintRule {
    Stream<LintFinding> findings(RouteProject project);
}
