package routes.api;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpEngine;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/**
 * The engine behind every {@code platform-http} route. It names the main server's port itself: with a management server
 * beside it, Camel 4.17 guesses the port and can put a route on the wrong one. And it opens the one HTTP face: request
 * ids, forms left unread, errors of one shape ({@link FrontDesk}).
 */
public final class HttpDoor extends VertxPlatformHttpEngine {
    private final int port;
    private final Set<VertxPlatformHttpRouter> staffed = ConcurrentHashMap.newKeySet();

    public HttpDoor(int port) {
        this.port = port;
    }

    @Override
    public int getServerPort() {
        return port;
    }

    @Override
    public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
        String routerName = VertxPlatformHttpRouter.getRouterNameFromPort(port);
        VertxPlatformHttpRouter router = VertxPlatformHttpRouter.lookup(endpoint.getCamelContext(), routerName);
        if (router != null && staffed.add(router)) {
            FrontDesk.open(router);
        }
        return new HttpDoorConsumer(endpoint, processor, getHandlers(), routerName);
    }
}
