package routes.steps.kafka;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import routes.common.tracing.LogId;
import routes.common.tracing.Tracing;

/**
 * Hands the offsets of a batch over to be committed once its result is stored: the offset is the outbox. The {@link StageConsumer} commits those of several batches together.
 *
 * <p>Failure policy: a batch whose commit is lost is read again, and every stage takes a repeated record without harm.
 */
public final class BatchCommit implements Processor {
    /** Exchange property: the exchanges of the batch, as the consumer gave them. */
    public static final String BATCH = "batch";

    private static final String STAGE = "stage";
    private static final String TRACE = "batchTrace";

    private final StageWatch watch;
    private final Tracing tracing;

    public BatchCommit(StageWatch watch, Tracing tracing) {
        this.watch = watch;
        this.tracing = tracing;
    }

    @Override
    public void process(Exchange exchange) {
        commit(exchange);
        watch.done(exchange.getProperty(STAGE, String.class));
        LogId.clear();
    }

    /** The records of the batch that a stage begins, or begins again. */
    public List<Exchange> begin(String stage, Exchange exchange) {
        List<Exchange> batch = batch(exchange);
        exchange.setProperty(STAGE, stage);
        watch.begins(stage, batch);
        LogId.clear();
        if (tracing.on()) {
            exchange.setProperty(TRACE, BatchTrace.begin(tracing, stage, exchange, batch));
        }
        return batch;
    }

    /** The spans of a batch that has begun. */
    public static BatchTrace trace(Exchange exchange) {
        BatchTrace trace = exchange.getProperty(TRACE, BatchTrace.class);
        return trace == null ? BatchTrace.none() : trace;
    }

    private static void commit(Exchange exchange) {
        Map<Integer, KafkaManualCommit> last = new LinkedHashMap<>();
        for (Exchange record : batch(exchange)) {
            last.put(
                    record.getMessage().getHeader(KafkaConstants.PARTITION, Integer.class),
                    record.getMessage().getHeader(KafkaConstants.MANUAL_COMMIT, KafkaManualCommit.class));
        }
        last.values().forEach(KafkaManualCommit::commit);
    }

    @SuppressWarnings("unchecked")
    private static List<Exchange> batch(Exchange exchange) {
        List<Exchange> batch = exchange.getProperty(BATCH, List.class);
        if (batch == null) {
            batch = exchange.getMessage().getBody(List.class);
            exchange.setProperty(BATCH, batch);
        }
        return batch;
    }
}
