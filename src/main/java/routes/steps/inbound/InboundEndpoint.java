package routes.steps.inbound;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import routes.channel.Channel;
import routes.channel.Channels;
import routes.channel.InboundPost;
import routes.channel.Received;
import routes.channel.RecentDeliveries;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.http.RequestSteps;

/**
 * Takes what chat platforms post: lets the channel verify it, and leaves the events as records for {@code
 * veaiops.inbound} in the body. Three steps of a route: {@link #receive}, the append, {@link #answer}.
 *
 * <p>Failure policy: a delivery counts as taken only after the append; one that failed there is accepted when the
 * platform sends it again.
 */
public final class InboundEndpoint {
    private static final String PROVIDER = "provider";
    private static final String ANSWER = "inboundAnswer";
    private static final String ONCE = "inboundOnce";

    private final Channels channels;
    private final RecentDeliveries taken;
    private final InboundRecords records;
    private final Clock clock;

    public InboundEndpoint(Channels channels, RecentDeliveries taken, InboundRecords records, Clock clock) {
        this.channels = channels;
        this.taken = taken;
        this.records = records;
        this.clock = clock;
    }

    /** Our own path: events and clicks alike. */
    public void any(Exchange exchange) {
        receive(exchange, InboundPost.Path.ANY);
    }

    /** VeAIOps' path for events. */
    public void events(Exchange exchange) {
        receive(exchange, InboundPost.Path.EVENTS);
    }

    /** VeAIOps' path for clicks on cards. */
    public void cards(Exchange exchange) {
        receive(exchange, InboundPost.Path.CARDS);
    }

    private void receive(Exchange exchange, InboundPost.Path endpoint) {
        ApiRequest request = exchange.getProperty(ApiRequest.PROPERTY, ApiRequest.class);
        String provider = request.pathParameter(PROVIDER);
        Channel channel = channels.named(provider)
                .orElseThrow(() -> RefusedRequest.of(
                        ErrorCode.NOT_FOUND, "unknown provider " + provider + ": it is one of " + channels.types()));
        Received received = channel.receive(post(request, endpoint));
        exchange.getMessage().setBody(List.of());
        if (received instanceof Received.Refused refused) {
            throw RefusedRequest.of(refused.code(), refused.reason());
        } else if (received instanceof Received.Reply reply) {
            exchange.setProperty(ANSWER, reply.answer());
        } else if (received instanceof Received.Accepted accepted) {
            accept(exchange, channel, accepted);
        }
    }

    private void accept(Exchange exchange, Channel channel, Received.Accepted accepted) {
        String once = accepted.once() == null ? null : channel.type() + ' ' + accepted.once();
        if (once != null && taken.taken(once, clock.instant())) {
            throw RefusedRequest.of(ErrorCode.UNAUTHENTICATED, "this very delivery was taken before");
        }
        exchange.setProperty(ONCE, once);
        exchange.setProperty(ANSWER, accepted.answer());
        exchange.getMessage().setBody(records.of(exchange.getContext(), accepted.events()));
    }

    /** The last step: the answer to the platform. */
    public void answer(Exchange exchange) {
        String once = exchange.getProperty(ONCE, String.class);
        if (once != null) {
            taken.take(once, clock.instant());
        }
        Received.Answer answer = exchange.getProperty(ANSWER, Received.Answer.class);
        RequestSteps.answer(exchange, new ApiAnswer(answer.status(), answer.contentType(), answer.body()));
    }

    private InboundPost post(ApiRequest request, InboundPost.Path endpoint) {
        Map<String, String> query = new HashMap<>();
        request.query().forEach((name, values) -> query.put(name, values.get(0)));
        return new InboundPost(endpoint, request.method(), query, request.headers(), request.body(), clock.instant());
    }
}
