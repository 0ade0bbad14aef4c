package routes.api;

import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
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
 * beside it, Camel 4.17 guesses the port and can put a route on the wrong one. And it opens the one HTTP face: request
 * ids, forms left unread, errors of one shape ({@link FrontDesk}).
 */
public final class HttpDoor extends VertxPlatformHttpEngine {
    private final int port;
    private final Threads threads;
    private final House house;

    /** Where a request is worked on. */
    @FunctionalInterface
    interface Threads {
        void run(RoutingContext request, Runnable work);
    }

    /** What all doors to one server share. */
    private record House(Set<VertxPlatformHttpRouter> staffed, PathOrder order, Intermission intermission) {}

    /**
     * A door whose routes may wait: each request has a thread of the server's worker pool to itself.
     *
     * @param intermission when callers wait for their path
     */
    public HttpDoor(int port, Intermission intermission) {
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
                new House(ConcurrentHashMap.newKeySet(), new PathOrder(), intermission));
    }

    private HttpDoor(int port, Threads threads, House house) {
        this.port = port;
        this.threads = threads;
        this.house = house;
    }

    /** What every consumer needs of its door. */
    record Inside(Threads threads, PathOrder order, Intermission intermission) {}

    /**
     * A door to the same server for routes that wait for nothing (what they wait for calls them back), so that as many
     * threads as there are cores serve every caller.
     */
    public HttpDoor withoutWaiting(Executor few) {
        return new HttpDoor(port, (request, work) -> few.execute(work), house);
    }

    /** Empties the path of a route that is about to be stopped: nobody comes in any more, and those inside are served. */
    public static void empty(@Nullable Route route) throws InterruptedException {
        if (route != null
                && route.getConsumer() instanceof DefaultPlatformHttpConsumer outer
                && outer.getPlatformHttpConsumer() instanceof HttpDoorConsumer door) {
            door.leave();
        }
    }

    @Override
    public int getServerPort() {
        return port;
    }

    @Override
    public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
        String routerName = VertxPlatformHttpRouter.getRouterNameFromPort(port);
        VertxPlatformHttpRouter router = VertxPlatformHttpRouter.lookup(endpoint.getCamelContext(), routerName);
        if (router != null && house.staffed().add(router)) {
            FrontDesk.open(router, house.intermission());
        }
        return new HttpDoorConsumer(
                endpoint,
                processor,
                getHandlers(),
                routerName,
                new Inside(threads, house.order(), house.intermission()));
    }
}
