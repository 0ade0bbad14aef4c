package routes.http;

import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.component.platform.http.DefaultPlatformHttpConsumer;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpEngine;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.jspecify.annotations.Nullable;

/**
 * The engine behind every {@code platform-http} route. It names the main server's port itself: with a management server
 * beside it, Camel 4.17 guesses the port and can put a route on the wrong one. And it reads requests itself: the caller is
 * looked at before its body is read ({@link RequestReader}).
 */
public final class HttpEngine extends VertxPlatformHttpEngine {
    private final int port;
    private final Threads threads;
    private final BiFunction<PlatformHttpEndpoint, Processor, EndpointGuard> guards;
    private final Server server;
    private final List<ServedPath> operations;

    /** Where a request is worked on. */
    @FunctionalInterface
    interface Threads {
        void run(RoutingContext request, Runnable work);
    }

    /** What all routes of one server share. */
    private record Server(RouteOrder order, RouteReloadPause reload, RequestReader.Limits limits) {}

    /**
     * What all paths of the server share.
     *
     * @param reload when callers wait for their path
     * @param bodyBytes of one request
     * @param bytesInFlight of all requests together
     * @param audit where refused scopes are written down; none where there is no store
     */
    public record Shared(
            RouteReloadPause reload,
            Refusals refusals,
            long bodyBytes,
            long bytesInFlight,
            Supplier<@Nullable AuditTrail> audit) {}

    /** An engine whose routes may wait: each request has a thread of the server's worker pool to itself. */
    public HttpEngine(int port, Shared shared) {
        this(
                port,
                (request, work) -> request.vertx()
                        .executeBlocking(
                                () -> {
                                    work.run();
                                    return null;
                                },
                                false)
                        .onFailure(request::fail),
                EndpointGuard::of,
                new Server(
                        new RouteOrder(),
                        shared.reload(),
                        new RequestReader.Limits(
                                shared.bodyBytes(),
                                new BodyBudget(shared.bytesInFlight()),
                                shared.refusals(),
                                shared.audit())),
                List.of());
    }

    private HttpEngine(
            int port,
            Threads threads,
            BiFunction<PlatformHttpEndpoint, Processor, EndpointGuard> guards,
            Server server,
            List<ServedPath> operations) {
        this.port = port;
        this.threads = threads;
        this.guards = guards;
        this.server = server;
        this.operations = operations;
    }

    /** What every consumer needs of its engine. */
    record Inside(
            String routerName,
            Threads threads,
            RouteOrder order,
            RouteReloadPause reload,
            RequestReader.Limits limits) {}

    /**
     * An engine on the same server for routes that wait for nothing (what they wait for calls them back), so that as many
     * threads as there are cores serve every caller.
     */
    public HttpEngine withoutWaiting(Executor few) {
        return new HttpEngine(port, (request, work) -> few.execute(work), guards, server, operations);
    }

    /** An engine on the same server with one guard for all paths. */
    public HttpEngine behind(EndpointGuard guard) {
        return new HttpEngine(port, threads, (endpoint, route) -> guard, server, operations);
    }

    /**
     * An engine on the same server whose routes serve operations of a contract in place of the path that they name.
     *
     * @param callers what stands before those that ask for a caller of the API
     */
    public HttpEngine serving(List<ApiOperation> operations, EndpointGuard callers) {
        return new HttpEngine(
                port,
                threads,
                guards,
                server,
                operations.stream()
                        .map(operation -> ServedPath.of(
                                operation,
                                operation.scope().asksForCaller() ? callers : EndpointGuard.open(operation.path())))
                        .toList());
    }

    /** Empties the paths of a route that is about to be stopped: no request comes in any more, and those inside are served. */
    public static void empty(@Nullable Route route) throws InterruptedException {
        if (route != null
                && route.getConsumer() instanceof DefaultPlatformHttpConsumer outer
                && outer.getPlatformHttpConsumer() instanceof HttpEngineConsumer consumer) {
            consumer.leave();
        }
    }

    @Override
    public int getServerPort() {
        return port;
    }

    @Override
    public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
        return new HttpEngineConsumer(
                endpoint,
                processor,
                new Inside(
                        VertxPlatformHttpRouter.getRouterNameFromPort(port),
                        threads,
                        server.order(),
                        server.reload(),
                        server.limits()),
                operations.isEmpty()
                        ? List.of(ServedPath.of(endpoint, guards.apply(endpoint, processor)))
                        : operations);
    }
}
