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
 * Queues a batch of due notices by target.
 *
 * <p>Failure policy: a record only says that a notice is due, so the batch is committed while its notices still wait. The notice
 * stays in the store, and the sweeper queues again what is not sent in time.
 */
public final class DeliverNotices implements Processor {
    private final TargetQueues queues;
    private final BatchCommit batches;

    public DeliverNotices(TargetQueues queues, BatchCommit batches) {
        this.queues = queues;
        this.batches = batches;
    }

    @Override
    public void process(Exchange exchange) {
        for (Exchange one : batches.begin("deliver", exchange)) {
            Message record = one.getMessage();
            String target = OrderKey.read(record.getHeader(KafkaConstants.KEY, "", String.class));
            NoticeQueued.parse(new String(record.getBody(byte[].class), StandardCharsets.US_ASCII))
                    .ifPresent(queued -> queues.add(target, queued));
        }
    }
}
