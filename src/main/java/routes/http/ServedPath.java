package routes.http;

import io.vertx.ext.web.Route;
import io.vertx.ext.web.handler.TimeoutHandler;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * One path that a route serves.
 *
 * @param path with its parameters in braces
 * @param methods separated by commas; null for every one
 * @param guard of its callers
 * @param limits what else the router asks of a request
 * @param operation of the contract; null when the route names the path itself
 */
record ServedPath(
        String path,
        @Nullable String methods,
        EndpointGuard guard,
        Consumer<Route> limits,
        @Nullable ApiOperation operation) {

    private static final Pattern PARAMETER = Pattern.compile("\\{([^/}]+)}");

    /** The path that a route names. */
    static ServedPath of(PlatformHttpEndpoint endpoint, EndpointGuard guard) {
        String path = endpoint.getPath();
        return new ServedPath(
                endpoint.isMatchOnUriPrefix() && !path.endsWith("*") ? path + "*" : path,
                endpoint.getHttpMethodRestrict(),
                guard,
                route -> {
                    if (endpoint.getRequestTimeout() > 0) {
                        route.handler(TimeoutHandler.create(endpoint.getRequestTimeout()));
                    }
                    types(endpoint.getConsumes()).forEach(route::consumes);
                    types(endpoint.getProduces()).forEach(route::produces);
                },
                null);
    }

    /** The path of an operation. */
    static ServedPath of(ApiOperation operation, EndpointGuard guard) {
        return new ServedPath(
                operation.path(),
                operation.method(),
                guard,
                route -> operation.consumes().forEach(route::consumes),
                operation);
    }

    /** As Vert.x writes it. */
    String pattern() {
        return PARAMETER.matcher(path).replaceAll(":$1");
    }

    private static Set<String> types(@Nullable String list) {
        return list == null ? Set.of() : Set.of(list.split(","));
    }
}
