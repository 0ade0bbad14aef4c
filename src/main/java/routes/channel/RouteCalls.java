package routes.channel;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;

/** Calls a platform through a direct route whose last step is the HTTP call. */
public final class RouteCalls implements PlatformCalls {
    private final ProducerTemplate producer;
    private final String route;

    /** @param route name of the direct endpoint, such as {@code channel-lark-call} */
    public RouteCalls(ProducerTemplate producer, String route) {
        this.producer = producer;
        this.route = "direct:" + route;
    }

    @Override
    public Answer call(Request request) {
        Exchange done = producer.request(route, exchange -> fill(exchange.getMessage(), request));
        if (done.getException() != null) {
            throw new Away(request.toString(), SendFailure.of(done.getException()), done.getException());
        }
        return answer(done.getMessage());
    }

    /** Makes a message the request, for a route whose next step is the HTTP call. */
    public static void fill(Message message, Request request) {
        Map<String, Object> headers = new LinkedHashMap<>(request.headers());
        headers.put(Exchange.HTTP_METHOD, request.method());
        headers.put(Exchange.HTTP_PATH, request.path());
        if (request.query() != null) {
            headers.put(Exchange.HTTP_QUERY, request.query());
        }
        message.setHeaders(headers);
        message.setBody(request.body().length == 0 ? null : request.body());
    }

    /** What the HTTP call left in a message. */
    static Answer answer(Message message) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        message.getHeaders().forEach((name, value) -> headers.put(name, String.valueOf(value)));
        byte[] body = message.getBody(byte[].class);
        Integer status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        return new Answer(status == null ? 0 : status, headers, body == null ? new byte[0] : body);
    }
}
