package routes.http;

import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
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
    private final House house;

    /** Where a request is worked on. */
    @FunctionalInterface
    interface Threads {
        void run(RoutingContext request, Runnable work);
    }

    /** What all doors to one server share. */
    private record House(RouteOrder order, RouteReloadPause intermission, RequestReader.Limits limits) {}

    /**
     * What all paths of the server share.
     *
     * @param intermission when callers wait for their path
     * @param bodyBytes of one request
     * @param bytesInFlight of all requests together
     */
    public record Shared(RouteReloadPause intermission, Refusals refusals, long bodyBytes, long bytesInFlight) {}

    /** A door whose routes may wait: each request has a thread of the server's worker pool to itself. */
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
                new House(
                        new RouteOrder(),
                        shared.intermission(),
                        new RequestReader.Limits(
                                shared.bodyBytes(), new BodyBudget(shared.bytesInFlight()), shared.refusals())));
    }

    private HttpEngine(
            int port, Threads threads, BiFunction<PlatformHttpEndpoint, Processor, EndpointGuard> guards, House house) {
        this.port = port;
        this.threads = threads;
        this.guards = guards;
        this.house = house;
    }

    /** What every consumer needs of its door. */
    record Inside(Threads threads, RouteOrder order, RouteReloadPause intermission, RequestReader reader) {}

    /**
     * A door to the same server for routes that wait for nothing (what they wait for calls them back), so that as many
     * threads as there are cores serve every caller.
     */
    public HttpEngine withoutWaiting(Executor few) {
        return new HttpEngine(port, (request, work) -> few.execute(work), guards, house);
    }

    /** An engine of the same server with one guard for all paths. */
    public HttpEngine behind(EndpointGuard guard) {
        return new HttpEngine(port, threads, (endpoint, route) -> guard, house);
    }

    /** Empties the path of a route that is about to be stopped: nobody comes in any more, and those inside are served. */
    public static void empty(@Nullable Route route) throws InterruptedException {
        if (route != null
                && route.getConsumer() instanceof DefaultPlatformHttpConsumer outer
                && outer.getPlatformHttpConsumer() instanceof HttpEngineConsumer door) {
            door.leave();
        }
    }

    @Override
    public int getServerPort() {
        return port;
    }

    @Override
    public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
        endpoint.setUseBodyHandler(false);
        EndpointGuard guard = guards.apply(endpoint, processor);
        RequestReader reader = new RequestReader(() -> guard, house.limits());
        return new HttpEngineConsumer(
                endpoint,
                processor,
                VertxPlatformHttpRouter.getRouterNameFromPort(port),
                new Inside(threads, house.order(), house.intermission(), reader));
    }
}
