package routes.steps.inbound;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.channel.InboundEvent;
import routes.common.json.Json;
import routes.steps.kafka.BatchCommit;

/**
 * Reads a batch of {@code veaiops.inbound} into events.
 *
 * <p>Failure policy: the webhooks write what they verified; a record that is no event comes from another
 * writer, and is skipped with a warning that names its place.
 */
public final class ReadInbound implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(ReadInbound.class);

    private final BatchCommit commit;

    public ReadInbound(BatchCommit commit) {
        this.commit = commit;
    }

    @Override
    public void process(Exchange exchange) {
        List<InboundEvent> events = new ArrayList<>();
        for (Exchange record : commit.begin("inbound", exchange)) {
            byte[] value = record.getMessage().getBody(byte[].class);
            try {
                events.add(Json.mapper().readValue(value, InboundEvent.class));
            } catch (IOException | IllegalArgumentException e) {
                LOG.warn(
                        "a record of the inbound topic is no event: {}",
                        record.getMessage().getMessageId());
            }
        }
        exchange.getMessage().setBody(events);
    }
}
