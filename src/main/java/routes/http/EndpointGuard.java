package routes.http;

import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Navigate;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;

/**
 * What checks the callers of a path.
 *
 * @param endpoint the name in metrics and logs: a source, {@code api}, or the path of what is open
 * @param check of the caller, before the body is read
 */
public record EndpointGuard(String endpoint, HeadCheck check) {
    /** A step that checks callers by the head of their requests; it guards the path of its route. */
    public interface Step {
        /** Called when the route is about to be opened: every bean can be looked up by then. */
        EndpointGuard guard(CamelContext context);
    }

    /** The guard among the steps of a route; without one the route alone checks its callers. */
    static EndpointGuard of(PlatformHttpEndpoint endpoint, Processor route) {
        return among(route)
                .map(step -> step.guard(endpoint.getCamelContext()))
                .orElseGet(() -> open(endpoint.getPath()));
    }

    /** Of a path whose route alone checks its callers. */
    static EndpointGuard open(String path) {
        return new EndpointGuard(path, head -> null);
    }

    private static Optional<Step> among(Processor step) {
        if (step instanceof Step guarding) {
            return Optional.of(guarding);
        }
        return step instanceof Navigate<?> inner && inner.hasNext()
                ? inner.next().stream()
                        .filter(Processor.class::isInstance)
                        .flatMap(next -> among((Processor) next).stream())
                        .findFirst()
                : Optional.empty();
    }
}
