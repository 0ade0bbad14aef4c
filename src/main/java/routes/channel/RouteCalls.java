package routes.channel;

import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import routes.common.outgoing.HttpAnswer;

/** Calls a platform through an {@code http-call} route. */
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
        Exchange done = producer.request(route, exchange -> request.httpCall().fill(exchange.getMessage()));
        if (done.getException() != null) {
            throw new Away(request.toString(), SendFailure.of(done.getException()), done.getException());
        }
        return new Answer(HttpAnswer.of(done.getMessage()));
    }
}
