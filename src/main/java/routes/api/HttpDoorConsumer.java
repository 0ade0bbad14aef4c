package routes.api;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConsumer;

/**
 * Gives every request to its route as an {@link ApiRequest} and writes what the route leaves as the answer, on whatever
 * thread the route ends: a route that waits for a call back holds no thread meanwhile.
 */
final class HttpDoorConsumer extends VertxPlatformHttpConsumer {
    private final HttpDoor.Threads threads;
    private final PathOrder order;
    private final PathOrder.Door path = new OwnPath();

    HttpDoorConsumer(
            PlatformHttpEndpoint endpoint,
            Processor processor,
            List<Handler<RoutingContext>> handlers,
            String routerName,
            HttpDoor.Inside inside) {
        super(endpoint, processor, handlers, routerName);
        this.threads = inside.threads();
        this.order = inside.order();
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

    private void openPath() throws Exception {
        super.doStart();
    }

    private void closePath() throws Exception {
        super.doStop();
    }

    /** The path as the order of paths has it. */
    private final class OwnPath implements PathOrder.Door {
        @Override
        public String path() {
            return getEndpoint().getPath();
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

    @Override
    protected void handleRequest(RoutingContext context) {
        if (isSuspended()) {
            super.handleRequest(context);
        } else if (!isStarted()) {
            context.fail(503);
        } else {
            threads.run(context, () -> route(context));
        }
    }

    private void route(RoutingContext context) {
        Exchange exchange = createExchange(false);
        try {
            exchange.setPattern(ExchangePattern.InOut);
            ApiRequest request = request(context);
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
            doneUoW(exchange);
            releaseExchange(exchange, false);
        }
    }

    /** No header of a message reaches the answer but those that its last step set. */
    private static void answer(RoutingContext context, Exchange exchange) {
        Message message = exchange.getMessage();
        if (exchange.getException() != null || !(message.getBody() instanceof byte[] body)) {
            context.fail(exchange.getException());
            return;
        }
        HttpServerResponse response = context.response();
        message.getHeaders().forEach((name, value) -> {
            if (name.equals(Exchange.HTTP_RESPONSE_CODE)) {
                response.setStatusCode((Integer) value);
            } else if (!name.startsWith("Camel")) {
                response.putHeader(name, value.toString());
            }
        });
        response.end(Buffer.buffer(body));
    }

    private static ApiRequest request(RoutingContext context) {
        Buffer buffer = context.body().buffer();
        Map<String, String> headers = firstValues(context.request().headers());
        String form = context.get(FrontDesk.FORM_TYPE);
        if (form != null) {
            headers.put("content-type", form);
        }
        Map<String, List<String>> query = new HashMap<>();
        MultiMap parameters = context.queryParams();
        for (String name : parameters.names()) {
            query.put(name, List.copyOf(parameters.getAll(name)));
        }
        return new ApiRequest(
                context.request().method().name(),
                context.normalizedPath(),
                context.pathParams(),
                query,
                headers,
                buffer == null ? new byte[0] : buffer.getBytes(),
                FrontDesk.requestId(context));
    }

    private static Map<String, String> firstValues(MultiMap headers) {
        Map<String, String> first = new HashMap<>();
        headers.forEach((name, value) -> first.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
        return first;
    }
}
