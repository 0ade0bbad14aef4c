package routes.steps.intake;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import routes.alarm.AlarmSpool;
import routes.steps.kafka.LogRecord;
import routes.steps.watch.PipelineMetrics;

/** Puts alarms into the spool, and back into the log when that takes records again. */
public final class SpoolDrain {
    private static final String TAKEN = "spooledIds";

    private final AlarmSpool spool;
    private final KafkaSwitch kafka;
    private final int batch;
    private final PipelineMetrics.Spool metrics;

    public SpoolDrain(AlarmSpool spool, KafkaSwitch kafka, int batch, PipelineMetrics.Spool metrics) {
        this.spool = spool;
        this.kafka = kafka;
        this.batch = batch;
        this.metrics = metrics;
    }

    /** Keeps the records in the body; nothing that comes after them goes straight to the log. */
    public void keep(Exchange exchange) {
        List<AlarmSpool.Entry> entries = new ArrayList<>();
        for (Object record : exchange.getMessage().getBody(List.class)) {
            Message message = (Message) record;
            entries.add(new AlarmSpool.Entry(
                    message.getHeader(KafkaConstants.KEY, String.class), message.getBody(byte[].class)));
        }
        spool.append(entries);
        metrics.kept().increment(entries.size());
        kafka.shutAfter(exchange);
    }

    /**
     * Leaves the oldest record of each key in the body; an empty body, and an open switch, when none is left. One of a key
     * at a time, because of several the log may take a later one and not the earlier.
     */
    public void next(Exchange exchange) {
        long closings = kafka.closings();
        Set<String> keys = new HashSet<>();
        List<AlarmSpool.Stored> head = spool.head(batch).stream()
                .filter(one -> keys.add(one.entry().key()))
                .toList();
        if (head.isEmpty()) {
            kafka.reopen(closings);
        } else {
            kafka.shut();
        }
        exchange.setProperty(TAKEN, head.stream().map(AlarmSpool.Stored::id).toList());
        exchange.getMessage()
                .setBody(head.stream()
                        .map(one -> LogRecord.of(
                                exchange.getContext(),
                                one.entry().key(),
                                one.entry().value()))
                        .toList());
    }

    /** Forgets the records that the log has. */
    @SuppressWarnings("unchecked")
    public void done(Exchange exchange) {
        List<String> taken = exchange.getProperty(TAKEN, List.class);
        spool.remove(taken);
        metrics.drained().increment(taken.size());
    }
}
