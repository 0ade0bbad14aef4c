package routes.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import routes.alarm.AlarmSpool;

/** Puts alarms into the spool, and back into the log when that takes records again. */
public final class SpoolDrain {
    private static final String TAKEN = "spooledIds";

    private final AlarmSpool spool;
    private final LogGate gate;
    private final int batch;

    public SpoolDrain(AlarmSpool spool, LogGate gate, int batch) {
        this.spool = spool;
        this.gate = gate;
        this.batch = batch;
    }

    /** Keeps the records in the body. */
    public void keep(Exchange exchange) {
        List<AlarmSpool.Entry> entries = new ArrayList<>();
        for (Object record : exchange.getMessage().getBody(List.class)) {
            Message message = (Message) record;
            entries.add(new AlarmSpool.Entry(
                    message.getHeader(KafkaConstants.KEY, String.class), message.getBody(byte[].class)));
        }
        spool.append(entries);
    }

    /** Leaves the oldest records in the body; an empty body, and an open gate, when none is left. */
    public void next(Exchange exchange) {
        List<AlarmSpool.Stored> head = spool.head(batch);
        if (head.isEmpty()) {
            gate.reopen();
        } else {
            gate.shut();
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
        spool.remove(exchange.getProperty(TAKEN, List.class));
    }
}
