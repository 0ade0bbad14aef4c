package routes.lint;

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
            new OutgoingStepRule(),
            new PlaceholderRule(),
            new BeanRule());

    private RouteLint() {}

    /** Everything that is wrong, in the order of the rules. */
    public static List<Finding> findings(RouteProject project) {
        return RULES.stream().flatMap(rule -> rule.findings(project)).distinct().toList();
    }
}
