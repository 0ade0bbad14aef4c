package routes.tool.topology;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Endpoint;
import org.apache.camel.main.Main;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.EndpointRequiredDefinition;
import org.apache.camel.model.EnrichDefinition;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.IdempotentConsumerDefinition;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.OnWhenDefinition;
import org.apache.camel.model.PollEnrichDefinition;
import org.apache.camel.model.ProcessDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ThreadsDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.model.language.ExpressionDefinition;
import org.apache.camel.model.language.MethodCallExpression;
import org.apache.camel.model.language.RefExpression;
import routes.VeaiopsApplication;
import routes.extension.lint.EndpointName;

/** What Camel says of the routes of the whole application. None of them is started: nothing is received or sent. */
final class CamelsRoutes implements AutoCloseable {
    private static final Pattern REFERENCE = Pattern.compile("=#bean:([^&]+)");

    private final Main main;
    private final ModelCamelContext context;

    private CamelsRoutes(Main main) {
        this.main = main;
        this.context = (ModelCamelContext) main.getCamelContext();
    }

    static CamelsRoutes load() throws Exception {
        Properties settings = new Properties();
        settings.putAll(Map.of(
                "camel.main.auto-startup", "false",
                "camel.main.routes-include-pattern", "file:src/main/resources/routes/*.camel.yaml",
                "veaiops.http.host", "127.0.0.1",
                "veaiops.http.port", String.valueOf(freePort()),
                "veaiops.management.host", "127.0.0.1",
                "veaiops.management.port", String.valueOf(freePort()),
                "veaiops.kafka.brokers", "127.0.0.1:1",
                "veaiops.mongodb.uri", "mongodb://127.0.0.1:1/none",
                "veaiops.admin.token", "not-used-by-any-request",
                "veaiops.encryption.keys", "test:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="));
        Main main = new Main(VeaiopsApplication.class);
        main.setOverrideProperties(settings);
        main.start();
        return new CamelsRoutes(main);
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The endpoint that starts each route, by the route's id. */
    Map<String, String> sources() {
        return context.getRoutes().stream()
                .collect(Collectors.toMap(
                        route -> route.getRouteId(),
                        route -> EndpointName.plain(route.getEndpoint().getEndpointUri())));
    }

    /** Every endpoint that was made for a route. */
    Set<String> endpoints() {
        return context.getEndpoints().stream()
                .map(Endpoint::getEndpointUri)
                .map(EndpointName::plain)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The endpoints that the steps of each route name, also those after a failure. */
    Map<String, Set<String>> targets() {
        return ofSteps(CamelsRoutes::target);
    }

    /** The beans that the steps of each route name. */
    Map<String, Set<String>> beans() {
        return ofSteps(CamelsRoutes::bean);
    }

    private Map<String, Set<String>> ofSteps(Function<ProcessorDefinition<?>, Stream<String>> read) {
        return context.getRouteDefinitions().stream()
                .collect(Collectors.toMap(RouteDefinition::getRouteId, route -> steps(route)
                        .flatMap(read)
                        .filter(Objects::nonNull)
                        .map(text -> resolved(route, text))
                        .collect(Collectors.toCollection(TreeSet::new))));
    }

    private static Stream<ProcessorDefinition<?>> steps(RouteDefinition route) {
        return ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ProcessorDefinition.class).stream()
                .map(step -> (ProcessorDefinition<?>) step);
    }

    private static Stream<String> target(ProcessorDefinition<?> step) {
        if (step instanceof ToDynamicDefinition dynamic) {
            return Stream.of(EndpointName.plain(dynamic.getUri()));
        }
        if (step instanceof EnrichDefinition || step instanceof PollEnrichDefinition) {
            return Stream.of(
                    EndpointName.plain(((ExpressionNode) step).getExpression().getExpression()));
        }
        return step instanceof EndpointRequiredDefinition sending
                ? Stream.of(EndpointName.plain(sending.getEndpointUri()))
                : Stream.of();
    }

    private static Stream<String> bean(ProcessorDefinition<?> step) {
        return Stream.of(
                        step instanceof BeanDefinition bean ? Stream.of(bean.getRef()) : null,
                        step instanceof ProcessDefinition process ? Stream.of(process.getRef()) : null,
                        step instanceof ThreadsDefinition threads ? Stream.of(threads.getExecutorService()) : null,
                        step instanceof IdempotentConsumerDefinition once
                                ? Stream.of(once.getIdempotentRepository())
                                : null,
                        step instanceof EnrichDefinition enrich ? Stream.of(enrich.getAggregationStrategy()) : null,
                        step instanceof EndpointRequiredDefinition sending
                                ? REFERENCE
                                        .matcher(sending.getEndpointUri())
                                        .results()
                                        .map(found -> found.group(1))
                                : null,
                        step instanceof ChoiceDefinition choice
                                ? choice.getWhenClauses().stream().flatMap(when -> bean(when.getExpression()))
                                : null,
                        expression(step).flatMap(CamelsRoutes::bean))
                .flatMap(found -> found)
                .filter(Objects::nonNull)
                .map(name -> name.replaceFirst("^#(bean:)?", ""));
    }

    private static Stream<ExpressionDefinition> expression(ProcessorDefinition<?> step) {
        return Stream.of(
                        step instanceof ExpressionNode node ? Optional.of(node.getExpression()) : Optional.empty(),
                        step instanceof OnExceptionDefinition failed
                                ? Optional.ofNullable(failed.getOnWhen()).map(OnWhenDefinition::getExpression)
                                : Optional.empty())
                .flatMap(Optional::stream)
                .map(ExpressionDefinition.class::cast);
    }

    private static Stream<String> bean(ExpressionDefinition expression) {
        if (expression instanceof MethodCallExpression call) {
            return Stream.of(call.getRef());
        }
        return expression instanceof RefExpression reference ? Stream.of(reference.getExpression()) : Stream.of();
    }

    /** With the values of settings and, in an instance of a template, of its parameters and its own beans. */
    private String resolved(RouteDefinition route, String text) {
        String filled = text;
        if (route.getTemplateParameters() != null) {
            for (Map.Entry<String, Object> parameter :
                    route.getTemplateParameters().entrySet()) {
                filled = filled.replace("{{" + parameter.getKey() + "}}", String.valueOf(parameter.getValue()));
            }
        }
        String own = filled.replaceAll("\\{\\{(\\w+)}}", "$1");
        return EndpointName.plain(context.resolvePropertyPlaceholders(own));
    }

    @Override
    public void close() {
        main.stop();
    }
}
