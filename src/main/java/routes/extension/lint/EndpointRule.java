package routes.extension.lint;

import java.net.URISyntaxException;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;

/** Every endpoint is one that the catalog knows, with options that it has. */
final class EndpointRule implements LintRule {
    private static final CamelCatalog CATALOG = EndpointName.CATALOG;

    @Override
    public Stream<LintFinding> findings(RouteProject project) {
        return project.routes().flatMap(route -> YamlNode.all("", route.route())
                .filter(YamlNode::endpoint)
                .flatMap(node -> ofEndpoint(project, route, node)));
    }

    private static Stream<LintFinding> ofEndpoint(RouteProject project, PlannedRoute route, YamlNode node) {
        DeclaredSettings settings = project.settings();
        String component = node.text("uri");
        boolean there = EndpointName.OWN.equals(component) || project.has("component", component);
        if (CATALOG.componentJSonSchema(component) == null) {
            return there ? Stream.of() : Stream.of(route.finding("there is no component " + component));
        }
        if (!there) {
            return Stream.of(route.finding("the component " + component + " is not there: \"veaiops add "
                    + CATALOG.componentModel(component).getArtifactId() + "\" brings it into plugins/"));
        }
        try {
            boolean source = "from".equals(node.key());
            EndpointValidationResult result = CATALOG.validateEndpointProperties(
                    EndpointName.uri(node.value(), settings), false, source, !source);
            return problems(result).map(problem -> route.finding(component + ": " + problem));
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Stream.of(route.finding(component + ": " + e.getMessage()));
        }
    }

    private static Stream<String> problems(EndpointValidationResult result) {
        Stream<String> misspelt = Stream.of(
                        named("there is no option ", result.getUnknown()),
                        named("this option is missing: ", result.getRequired()),
                        named("a source has no option ", result.getNotConsumerOnly()),
                        named("a target has no option ", result.getNotProducerOnly()))
                .flatMap(part -> part);
        Stream<String> mistyped = Stream.of(
                        result.getInvalidBoolean(),
                        result.getInvalidInteger(),
                        result.getInvalidNumber(),
                        result.getInvalidDuration(),
                        result.getInvalidEnum())
                .filter(Objects::nonNull)
                .flatMap(wrong -> wrong.entrySet().stream())
                .map(wrong -> "the option " + wrong.getKey() + " cannot be " + wrong.getValue());
        return Stream.concat(misspelt, mistyped);
    }

    private static Stream<String> named(String what, Set<String> options) {
        return options == null ? Stream.of() : options.stream().map(option -> what + option);
    }
}
