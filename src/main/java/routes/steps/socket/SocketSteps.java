package routes.steps.socket;

import java.util.List;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.channel.Channel;
import routes.channel.Received;
import routes.common.error.RefusedRequest;
import routes.steps.inbound.InboundRecords;

/**
 * The steps around the append of what came over a connection: {@link #read} leaves records for {@code veaiops.inbound} in the
 * body, {@link #answer} the answer for the platform. What cannot be used is acknowledged and logged: the platform would only
 * send it again.
 */
public final class SocketSteps {
    /** The channel, as an exchange property. */
    static final String CHANNEL = "socketChannel";

    private static final String ANSWER = "socketAnswer";
    private static final Received.Answer NOTHING = Received.Answer.text("");
    private static final Logger LOG = LoggerFactory.getLogger(SocketSteps.class);

    private final InboundRecords records;

    public SocketSteps(InboundRecords records) {
        this.records = records;
    }

    public void read(Exchange exchange) {
        Received received = exchange.getMessage().getBody(Received.class);
        exchange.setProperty(ANSWER, NOTHING);
        exchange.getMessage().setBody(List.of());
        if (received instanceof Received.Reply reply) {
            exchange.setProperty(ANSWER, reply.answer());
        } else if (received instanceof Received.Refused refused) {
            skipped(exchange, refused.reason());
        } else if (received instanceof Received.Accepted accepted) {
            try {
                exchange.getMessage().setBody(records.of(exchange.getContext(), accepted.events()));
                exchange.setProperty(ANSWER, accepted.answer());
            } catch (RefusedRequest tooLarge) {
                skipped(exchange, tooLarge.getMessage());
            }
        }
    }

    private static void skipped(Exchange exchange, String reason) {
        String channel = exchange.getProperty(CHANNEL, Channel.class).type();
        LOG.warn("a delivery of {} over a connection is skipped: {}", channel, reason);
    }

    public void answer(Exchange exchange) {
        exchange.getMessage().setBody(exchange.getProperty(ANSWER, Received.Answer.class));
    }
}
