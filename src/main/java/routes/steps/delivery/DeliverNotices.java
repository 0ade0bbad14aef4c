package routes.steps.delivery;

import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.kafka.KafkaConstants;
import routes.notice.NoticeQueued;
import routes.notice.OrderKey;
import routes.steps.kafka.BatchCommit;

/**
 * Hands a batch of doorbells to the lanes.
 *
 * <p>Failure policy: a bell is only a hint, so the batch is committed while its notices still wait. The notice stays in
 * the store, and the sweeper rings again for what is not sent in time.
 */
public final class DeliverNotices implements Processor {
    private final TargetQueues lanes;
    private final BatchCommit batches;

    public DeliverNotices(TargetQueues lanes, BatchCommit batches) {
        this.lanes = lanes;
        this.batches = batches;
    }

    @Override
    public void process(Exchange exchange) {
        for (Exchange one : batches.begin("deliver", exchange)) {
            Message record = one.getMessage();
            String target = OrderKey.read(record.getHeader(KafkaConstants.KEY, "", String.class));
            NoticeQueued.parse(new String(record.getBody(byte[].class), StandardCharsets.US_ASCII))
                    .ifPresent(bell -> lanes.ring(target, bell));
        }
    }
}
