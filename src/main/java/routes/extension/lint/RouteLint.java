package routes.extension.lint;

import java.util.List;

/** Runs every rule over every route file. */
public final class RouteLint {
    private static final List<LintRule> RULES = List.of(
            new FileRule(),
            new SchemaRule(),
            new CanonicalFormRule(),
            new NamingRule(),
            new ConfigurationRule(),
            new TemplateRule(),
            new EndpointRule(),
            new ExpressionRule(),
            new OutgoingStepRule(),
            new PlaceholderRule(),
            new BeanRule());

    /** Those whose findings mean that a route would not run, or would lose what fails. */
    private static final List<LintRule> DEFECTS = List.of(
            new SchemaRule(),
            new ConfigurationRule(),
            new TemplateRule(),
            new EndpointRule(),
            new ExpressionRule(),
            new PlaceholderRule(),
            new BeanRule());

    private RouteLint() {}

    /** What keeps routes from running well; how they are written is not looked at. */
    public static List<LintFinding> defects(RouteProject project) {
        return of(DEFECTS, project);
    }

    /** Everything that is wrong, in the order of the rules. */
    public static List<LintFinding> findings(RouteProject project) {
        return of(RULES, project);
    }

    private static List<LintFinding> of(List<LintRule> rules, RouteProject project) {
        return rules.stream().flatMap(rule -> rule.findings(project)).distinct().toList();
    }
}
