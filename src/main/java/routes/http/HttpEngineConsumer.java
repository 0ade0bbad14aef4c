package routes.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConsumer;
import org.apache.camel.spi.ShutdownStrategy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.common.error.ErrorCode;

/**
 * Gives every request to its route as an {@link ApiRequest} and writes what the route leaves as the answer, on whatever
 * thread the route ends: a route that waits for a call back holds no thread meanwhile. A route that is taken away first
 * finishes what was let in; what comes later is for the route that takes its place.
 */
final class HttpEngineConsumer extends VertxPlatformHttpConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(HttpEngineConsumer.class);

    private final HttpEngine.Threads threads;
    private final RouteOrder order;
    private final RouteReloadPause intermission;
    private final RequestReader reader;
    private final InFlightRequests visitors = new InFlightRequests();
    private volatile boolean leaving;
    private final RouteOrder.Door path = new OwnPath();

    HttpEngineConsumer(
            PlatformHttpEndpoint endpoint, Processor processor, String routerName, HttpEngine.Inside inside) {
        super(endpoint, processor, List.of(inside.reader()), routerName);
        this.reader = inside.reader();
        this.threads = inside.threads();
        this.order = inside.order();
        this.intermission = inside.intermission();
    }

    /** A path with parameters waits until every fixed one is there: the router takes the first that matches. */
    @Override
    protected void doStart() throws Exception {
        order.start(getEndpoint().getCamelContext(), path);
    }

    @Override
    protected void doStop() throws Exception {
        order.stop(path);
    }

    /**
     * Lets nobody in any more and waits for those who are inside. Camel itself stops the steps of a route before its path is
     * closed, and a request that was let in may not be an exchange yet.
     */
    void leave() throws InterruptedException {
        leaving = true;
        ShutdownStrategy graceful = getEndpoint().getCamelContext().getShutdownStrategy();
        if (!visitors.awaitNone(graceful.getTimeout(), graceful.getTimeUnit())) {
            LOG.warn("{} is closed before all of its requests are answered", path.path());
        }
    }

    private void openPath() throws Exception {
        super.doStart();
    }

    private void closePath() throws Exception {
        super.doStop();
    }

    /** The path as the order of paths has it. */
    private final class OwnPath implements RouteOrder.Door {
        @Override
        public String path() {
            return getEndpoint().getPath();
        }

        @Override
        public @Nullable String methods() {
            return getEndpoint().getHttpMethodRestrict();
        }

        @Override
        public void take(RoutingContext request) {
            handleRequest(request);
        }

        @Override
        public void open() throws Exception {
            openPath();
        }

        @Override
        public void close() throws Exception {
            closePath();
        }
    }

    /** Counted before it is asked whether the route runs: the route then waits for it, or it sees that the route is leaving. */
    @Override
    protected void handleRequest(RoutingContext request) {
        visitors.enter();
        if (isStarted() && !leaving) {
            try {
                threads.run(request, () -> route(request));
                return;
            } catch (RejectedExecutionException stopping) {
                LOG.debug("the threads of {} are stopping", path.path(), stopping);
            }
        }
        visitors.leave();
        passOn(request);
    }

    /** The door that has come in place of this one may be leaving itself, or be gone, when the request gets there. */
    private void passOn(RoutingContext request) {
        intermission.afterDoor(request, () -> {
            Optional<RouteOrder.Door> next = order.successor(path);
            if (next.isPresent()) {
                next.get().take(request);
            } else if (intermission.isOn() || order.successor(path).isPresent()) {
                passOn(request);
            } else {
                request.fail(503);
            }
        });
    }

    private void route(RoutingContext context) {
        Exchange exchange = createExchange(false);
        try {
            exchange.setPattern(ExchangePattern.InOut);
            ApiRequest request = context.get(RequestReader.REQUEST);
            exchange.setProperty(ApiRequest.PROPERTY, request);
            exchange.getMessage().setBody(request.body());
            createUoW(exchange);
            getAsyncProcessor().process(exchange, doneSync -> end(context, exchange));
        } catch (Exception e) {
            exchange.setException(e);
            end(context, exchange);
        }
    }

    private void end(RoutingContext context, Exchange exchange) {
        try {
            answer(context, exchange);
        } catch (RuntimeException e) {
            context.fail(e);
        } finally {
            visitors.leave();
            doneUoW(exchange);
            releaseExchange(exchange, false);
        }
    }

    /** No header of a message reaches the answer but those that its last step set. */
    private void answer(RoutingContext context, Exchange exchange) {
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
            reader.refusedByRoute(context, ErrorCode.UNAUTHENTICATED);
        }
        response.putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(body.length))
                .end(Buffer.buffer(body));
    }
}
