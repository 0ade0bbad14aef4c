package routes.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.spi.ShutdownStrategy;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.common.error.ErrorCode;

/**
 * Gives every request of its paths to its route as an {@link ApiRequest} and writes what the route leaves as the answer, on
 * whatever thread the route ends: a route that waits for a call back holds no thread meanwhile. A route that is taken away
 * first finishes what was let in; what comes later is for the route that takes its place.
 */
final class HttpEngineConsumer extends DefaultConsumer implements PlatformHttpConsumer, Suspendable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpEngineConsumer.class);

    private final HttpEngine.Inside engine;
    private final InFlightRequests requests = new InFlightRequests();
    private final List<OpenedPath> paths;
    private volatile boolean leaving;

    HttpEngineConsumer(
            PlatformHttpEndpoint endpoint, Processor processor, HttpEngine.Inside engine, List<ServedPath> served) {
        super(endpoint, processor);
        this.engine = engine;
        this.paths = served.stream().map(OpenedPath::new).toList();
    }

    @Override
    public PlatformHttpEndpoint getEndpoint() {
        return (PlatformHttpEndpoint) super.getEndpoint();
    }

    /** A path with parameters waits until every fixed one is there: the router takes the first that matches. */
    @Override
    protected void doStart() throws Exception {
        super.doStart();
        for (OpenedPath path : paths) {
            engine.order().start(getEndpoint().getCamelContext(), path);
        }
    }

    @Override
    protected void doStop() throws Exception {
        for (OpenedPath path : paths) {
            engine.order().stop(path);
        }
        super.doStop();
    }

    /**
     * Lets no request in any more and waits for those that are inside. Camel itself stops the steps of a route before its paths
     * are closed, and a request that was let in may not be an exchange yet.
     */
    void leave() throws InterruptedException {
        leaving = true;
        ShutdownStrategy graceful = getEndpoint().getCamelContext().getShutdownStrategy();
        if (!requests.awaitNone(graceful.getTimeout(), graceful.getTimeUnit())) {
            LOG.warn(
                    "{} is closed before all of its requests are answered",
                    getEndpoint().getPath());
        }
    }

    private VertxPlatformHttpRouter router() {
        VertxPlatformHttpRouter router =
                VertxPlatformHttpRouter.lookup(getEndpoint().getCamelContext(), engine.routerName());
        if (router == null) {
            throw new IllegalStateException(
                    "there is no HTTP server for " + getEndpoint().getPath());
        }
        return router;
    }

    /** A path with its place in the router. */
    private final class OpenedPath implements RouteOrder.Endpoint {
        private final ServedPath served;
        private final RequestReader reader;
        private @Nullable Route route;

        OpenedPath(ServedPath served) {
            this.served = served;
            this.reader = new RequestReader(served::guard, engine.limits());
        }

        @Override
        public String path() {
            return served.path();
        }

        @Override
        public @Nullable String methods() {
            return served.methods();
        }

        @Override
        public void take(RoutingContext request) {
            handle(request, this);
        }

        @Override
        public void open() {
            Route opened = router().route(served.pattern());
            served.limits().accept(opened);
            if (served.methods() != null) {
                for (String method : served.methods().split(",")) {
                    opened.method(HttpMethod.valueOf(method.strip()));
                }
            }
            opened.handler(reader).handler(this::take);
            route = opened;
        }

        @Override
        public void close() {
            if (route != null) {
                route.remove();
                route = null;
            }
        }
    }

    /** Counted before it is asked whether the route runs: the route then waits for it, or it sees that the route is leaving. */
    private void handle(RoutingContext request, OpenedPath path) {
        requests.enter();
        if (isStarted() && !leaving) {
            try {
                engine.threads().run(request, () -> route(request, path));
                return;
            } catch (RejectedExecutionException stopping) {
                LOG.debug("the threads of {} are stopping", path.path(), stopping);
            }
        }
        requests.leave();
        passOn(request, path);
    }

    /** The endpoint that has come in place of this one may be leaving itself, or be gone, when the request gets there. */
    private void passOn(RoutingContext request, OpenedPath path) {
        engine.reload().afterEndpoint(request, () -> {
            Optional<RouteOrder.Endpoint> next = engine.order().successor(path);
            if (next.isPresent()) {
                next.get().take(request);
            } else if (engine.reload().isOn() || engine.order().successor(path).isPresent()) {
                passOn(request, path);
            } else {
                request.fail(503);
            }
        });
    }

    private void route(RoutingContext context, OpenedPath path) {
        Exchange exchange = createExchange(false);
        try {
            exchange.setPattern(ExchangePattern.InOut);
            ApiRequest request = context.get(RequestReader.REQUEST);
            exchange.setProperty(ApiRequest.PROPERTY, request);
            exchange.setProperty(ApiOperation.PROPERTY, path.served.operation());
            exchange.getMessage().setBody(request.body());
            createUoW(exchange);
            getAsyncProcessor().process(exchange, doneSync -> end(context, path, exchange));
        } catch (Exception e) {
            exchange.setException(e);
            end(context, path, exchange);
        }
    }

    private void end(RoutingContext context, OpenedPath path, Exchange exchange) {
        try {
            answer(context, path, exchange);
        } catch (RuntimeException e) {
            context.fail(e);
        } finally {
            requests.leave();
            doneUoW(exchange);
            releaseExchange(exchange, false);
        }
    }

    /** No header of a message reaches the answer but those that its last step set. */
    private void answer(RoutingContext context, OpenedPath path, Exchange exchange) {
        Message message = exchange.getMessage();
        if (exchange.getException() instanceof RejectedExecutionException) {
            context.fail(503);
            return;
        }
        if (exchange.getException() != null || !(message.getBody() instanceof byte[] body)) {
            context.fail(exchange.getException());
            return;
        }
        HttpServerResponse response = context.response();
        if (response.closed()) {
            LOG.debug("the caller of {} has hung up", path.path());
            return;
        }
        message.getHeaders().forEach((name, value) -> {
            if (name.equals(Exchange.HTTP_RESPONSE_CODE)) {
                response.setStatusCode((Integer) value);
            } else if (!name.startsWith("Camel")) {
                response.putHeader(name, value.toString());
            }
        });
        if (response.getStatusCode() == ErrorCode.UNAUTHENTICATED.status()) {
            path.reader.refusedByRoute(context, ErrorCode.UNAUTHENTICATED);
        }
        response.putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(body.length))
                .end(Buffer.buffer(body));
    }
}
