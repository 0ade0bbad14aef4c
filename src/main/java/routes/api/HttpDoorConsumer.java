package routes.api;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConsumer;

/** Hands every exchange its {@link ApiRequest}, and forms their bytes as body. */
final class HttpDoorConsumer extends VertxPlatformHttpConsumer {
    HttpDoorConsumer(
            PlatformHttpEndpoint endpoint,
            Processor processor,
            List<Handler<RoutingContext>> handlers,
            String routerName) {
        super(endpoint, processor, handlers, routerName);
    }

    @Override
    protected Future<Void> populateCamelMessage(RoutingContext context, Exchange exchange, Message message) {
        Future<Void> populated = super.populateCamelMessage(context, exchange, message);
        Buffer buffer = context.body().buffer();
        byte[] body = buffer == null ? new byte[0] : buffer.getBytes();
        Map<String, String> headers = firstValues(context.request().headers());
        String form = context.get(FrontDesk.FORM_TYPE);
        if (form != null) {
            headers.put("content-type", form);
            message.setHeader(Exchange.CONTENT_TYPE, form);
            message.setBody(body);
        }
        exchange.setProperty(ApiRequest.PROPERTY, request(context, headers, body));
        return populated;
    }

    private static ApiRequest request(RoutingContext context, Map<String, String> headers, byte[] body) {
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
                body,
                FrontDesk.requestId(context));
    }

    private static Map<String, String> firstValues(MultiMap headers) {
        Map<String, String> first = new HashMap<>();
        headers.forEach((name, value) -> first.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
        return first;
    }
}
